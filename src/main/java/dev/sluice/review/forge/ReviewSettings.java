package dev.sluice.review.forge;

import dev.sluice.config.Problems;
import dev.sluice.config.TrustedAuthorities;
import dev.sluice.gitops.Origin;
import dev.sluice.review.ReviewConfig;
import dev.sluice.review.forge.calls.ForgeAddress;
import dev.sluice.review.forge.calls.ForgeProvider;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads {@code sluice.review}. */
public final class ReviewSettings {

    private static final String KEY = "sluice.review.";

    /** The forge whose host it is for sure. */
    private static final String AUTO = "auto";

    private ReviewSettings() {}

    /**
     * Empty where no forge is configured.
     *
     * @param origin what is not configured follows from it
     * @param instance the name that branches carry
     * @param keys all that are given
     */
    public static Optional<Reviewing> of(
            ReviewConfig raw,
            Origin origin,
            Optional<String> instance,
            Collection<String> keys,
            TrustedAuthorities authorities,
            Problems problems) {
        if (raw.forge().isEmpty()) {
            keys.stream()
                    .filter(key -> key.startsWith(KEY))
                    .map(key -> key.replaceFirst("\\[[0-9]+]$", ""))
                    .distinct()
                    .forEach(key -> problems.misplaced(key, "means nothing without " + KEY + "forge"));
            return Optional.empty();
        }
        Optional<String> tls = authorities.name(KEY + "tls-configuration-name", raw.tlsConfigurationName(), problems);
        return problems.parse(KEY + "forge", raw.forge().get(), text -> provider(text, raw, origin))
                .map(provider -> new Reviewing(
                        provider,
                        new ForgeSettings(raw, origin, problems).repository(provider, tls),
                        raw.groupBy(),
                        unique("labels", raw.labels(), problems),
                        reviewers(raw, provider, problems),
                        assignees(raw, provider, problems),
                        raw.draft(),
                        raw.maxNewRequests(),
                        autoMerge(raw, provider, problems),
                        instance));
    }

    private static boolean autoMerge(ReviewConfig raw, ForgeProvider provider, Problems problems) {
        boolean isWanted = raw.autoMerge().equals(ReviewConfig.MergedRisk.LOW);
        if (isWanted && raw.draft()) {
            problems.error(KEY + "auto-merge", "merges no drafts: leave " + KEY + "draft out");
        }
        if (isWanted && !provider.has(ForgeProvider.Feature.AUTO_MERGE)) {
            problems.error(KEY + "auto-merge", "'low' is nothing that " + provider + " does: leave it out");
        }
        return isWanted;
    }

    private static List<String> assignees(ReviewConfig raw, ForgeProvider provider, Problems problems) {
        List<String> names = unique("assignees", raw.assignees(), problems);
        if (!names.isEmpty() && !provider.has(ForgeProvider.Feature.ASSIGNEES)) {
            problems.error(
                    KEY + "assignees",
                    "'" + names.getFirst() + "': requests of " + provider + " are given to no one;"
                            + " name reviewers instead");
        }
        return names;
    }

    /** A group of GitLab may lie in others, and only Azure DevOps has names with an at sign or blanks. */
    private static List<String> reviewers(ReviewConfig raw, ForgeProvider provider, Problems problems) {
        List<String> names = unique("reviewers", raw.reviewers(), problems);
        names.stream()
                .filter(name -> name.contains("/") && !provider.has(ForgeProvider.Feature.SUBGROUPS)
                        || name.matches(".*[@ ].*") && !provider.has(ForgeProvider.Feature.FREE_NAMES))
                .forEach(name -> problems.error(
                        KEY + "reviewers",
                        "'" + name + "' is not the name of a user or of a team behind team:, without @"));
        return names;
    }

    private static List<String> unique(String name, Optional<List<String>> values, Problems problems) {
        return problems.unique(KEY + name, values.orElse(List.of()));
    }

    private static ForgeProvider provider(String text, ReviewConfig raw, Origin origin) {
        if (text.equals(AUTO)) {
            Optional<String> host = raw.url()
                    .map(url -> String.valueOf(url.getHost()))
                    .or(() -> ForgeAddress.of(origin.url()).map(ForgeAddress::host));
            return host.flatMap(ForgeRegistry::on)
                    .orElseThrow(() -> new IllegalArgumentException("'" + AUTO + "' does not tell what "
                            + host.orElse("a folder") + " is: give one of "
                            + String.join(", ", ForgeRegistry.names())));
        }
        return ForgeRegistry.find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not one of " + String.join(", ", ForgeRegistry.names())));
    }
}
