package dev.sluice.review.forge.calls;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Tells which product a refusal is from, by what each adds to its answers; the names are those of {@code sluice.review.forge}. */
final class AnsweringProduct {

    private static final Map<String, String> HEADERS = Map.of(
            "x-github-request-id",
            "github",
            "x-gitlab-meta",
            "gitlab",
            "x-arequestid",
            "bitbucket-data-center",
            "x-vss-e2eid",
            "azure-devops");

    private static final SequencedMap<String, String> WORDS = words();

    /** They answer alike. */
    private static final Set<String> TWINS = Set.of("gitea", "forgejo");

    private AnsweringProduct() {}

    private static SequencedMap<String, String> words() {
        SequencedMap<String, String> words = new LinkedHashMap<>();
        words.put("powered by forgejo", "forgejo");
        words.put("powered by gitea", "gitea");
        words.put("content=\"gitlab\"", "gitlab");
        words.put("com.atlassian.bitbucket", "bitbucket-data-center");
        return words;
    }

    /** Empty where it is the one that is meant, or cannot be told. */
    static Optional<String> otherThan(String forge, Refusal refusal) {
        return HEADERS.entrySet().stream()
                .filter(header -> refusal.header(header.getKey()).isPresent())
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> WORDS.entrySet().stream()
                        .filter(word -> refusal.says(word.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .filter(product -> !product.equals(forge) && !(TWINS.contains(product) && TWINS.contains(forge)));
    }
}
