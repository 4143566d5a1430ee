package dev.sluice.review.forge.calls;

import dev.sluice.review.Forge;
import dev.sluice.review.forge.ForgeRegistry;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A kind of forge, declared by the class that implements it and listed in {@link ForgeRegistry}.
 *
 * @param name the value of {@code sluice.review.forge}, in lower case
 * @param defaultApi makes the default address of the API from that of the forge's pages, such as
 *     {@code https://github.com}, without a path
 * @param features what this forge has and others have not
 * @param factory makes the requests of one repository for one run
 */
public record ForgeProvider(
        String name,
        UnaryOperator<String> defaultApi,
        Set<Feature> features,
        ForgeAuth auth,
        Function<ForgeSession, Forge> factory) {

    /** What only some forges have. */
    public enum Feature {
        /** A repository's path may have more than two parts. */
        SUBGROUPS,
        /** A GitHub App can sign in. */
        APPS
    }

    public ForgeProvider {
        features = Set.copyOf(features);
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    @Override
    public String toString() {
        return name;
    }
}
