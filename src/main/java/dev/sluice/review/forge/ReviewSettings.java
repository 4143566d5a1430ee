package dev.sluice.review.forge;

import dev.sluice.config.Problems;
import dev.sluice.review.ReviewConfig;
import dev.sluice.review.forge.Reviewing.Grouping;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code sluice.review}. */
public final class ReviewSettings {

    private static final String KEY = "sluice.review.";

    /** As many characters as GitHub and Gitea take. */
    private static final int LONGEST_LABEL = 50;

    private static final Function<String, String> USER = Problems.shapedLike(
            Pattern.compile("[A-Za-z0-9_][-A-Za-z0-9_.]{0,254}"), "the name of a user, without @ and without a team");

    private final ReviewConfig raw;
    private final ForgeSettings forge;
    private final Problems problems;

    public ReviewSettings(ReviewConfig raw, ForgeSettings forge, Problems problems) {
        this.raw = raw;
        this.forge = forge;
        this.problems = problems;
    }

    /** @param tls the name of a TLS configuration that is there */
    public Optional<Reviewing> reviewing(Optional<String> tls) {
        if (raw.forge().isEmpty()) {
            given().forEach(key -> problems.error(key, "means nothing without " + KEY + "forge"));
            return Optional.empty();
        }
        return problems.parse(KEY + "forge", raw.forge().get(), ReviewSettings::provider)
                .map(provider -> reviewing(provider, tls));
    }

    private Reviewing reviewing(ForgeProvider provider, Optional<String> tls) {
        return new Reviewing(
                provider,
                forge.repository(provider, tls),
                problems.read(KEY + "group-by", raw.groupBy(), Grouping.CLUSTER, ReviewSettings::grouping),
                list("labels", raw.labels(), ReviewSettings::label),
                list("reviewers", raw.reviewers(), USER),
                list("assignees", raw.assignees(), USER),
                problems.read(KEY + "draft", raw.draft(), false, Problems::trueOrFalse),
                problems.read(KEY + "max-new-requests", raw.maxNewRequests(), 25, Problems.wholeNumber(1, 1000)));
    }

    private List<String> list(String name, Optional<List<String>> values, Function<String, String> parser) {
        return problems.unique(KEY + name, problems.readAll(KEY + name, values, parser));
    }

    /** What is configured beside the forge. */
    private Stream<String> given() {
        return Stream.of(
                        key("url", raw.url()),
                        key("repository", raw.repository()),
                        key("token", raw.token()),
                        key("token-file", raw.tokenFile()),
                        key("app.id", raw.app().id()),
                        key("app.installation", raw.app().installation()),
                        key("app.private-key-file", raw.app().privateKeyFile()),
                        key("group-by", raw.groupBy()),
                        key("labels", raw.labels()),
                        key("reviewers", raw.reviewers()),
                        key("assignees", raw.assignees()),
                        key("draft", raw.draft()),
                        key("max-new-requests", raw.maxNewRequests()),
                        key("timeout", raw.timeout()),
                        key("max-wait", raw.maxWait()),
                        key("tls-configuration-name", raw.tlsConfigurationName()))
                .flatMap(Optional::stream);
    }

    private static Optional<String> key(String name, Optional<?> value) {
        return value.map(any -> KEY + name);
    }

    private static ForgeProvider provider(String text) {
        return ForgeRegistry.find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not one of " + String.join(", ", ForgeRegistry.names())));
    }

    private static Grouping grouping(String text) {
        return switch (text) {
            case "cluster" -> Grouping.CLUSTER;
            case "all" -> Grouping.ALL;
            default -> throw new IllegalArgumentException("'" + text + "' is not one of cluster, all");
        };
    }

    private static String label(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.equals("hold") || name.startsWith("risk/")) {
            throw new IllegalArgumentException(
                    "'" + text + "' has a meaning of its own: people set hold, and Sluice sets risk/");
        }
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || Character.isISOControl(c));
        if (isPlain && !text.isEmpty() && text.length() <= LONGEST_LABEL) {
            return text;
        }
        throw new IllegalArgumentException("'" + text + "' is not a label of 1 to " + LONGEST_LABEL
                + " characters without commas and line breaks");
    }
}
