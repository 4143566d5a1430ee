package dev.sluice.review.forge.calls;

import dev.sluice.review.Forge;
import java.util.Set;
import java.util.function.Function;

/**
 * A kind of forge, declared by the class that implements it and listed in the registry of forges.
 *
 * @param name the value of {@code sluice.review.forge}, in lower case
 * @param addresses how its addresses are read
 * @param pages how its pages are addressed
 * @param features what this forge has and others have not
 * @param factory makes the requests of one repository for one run
 */
public record ForgeProvider(
        String name,
        AddressForms addresses,
        PageForms pages,
        Set<Feature> features,
        ForgeAuth auth,
        Function<ForgeSession, Forge> factory) {

    /** What only some forges have. */
    public enum Feature {
        /** A repository's path may have more than two parts. */
        SUBGROUPS,
        /** A GitHub App can sign in. */
        APPS,
        /** A request can be given to people. */
        ASSIGNEES,
        /** It merges requests once their checks have passed. */
        AUTO_MERGE,
        /** People are named by their mail addresses, and teams with blanks. */
        FREE_NAMES
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
