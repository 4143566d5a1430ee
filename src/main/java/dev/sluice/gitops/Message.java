package dev.sluice.gitops;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A commit message.
 *
 * @param subject one line
 * @param body may be empty
 * @param trailers key and value, in this order; keys of ASCII letters, digits and hyphens, values of one line
 */
public record Message(String subject, String body, SequencedMap<String, String> trailers) {

    public Message {
        if (subject.isBlank() || !isLine(subject)) {
            throw new IllegalArgumentException("'" + subject + "' is not a subject");
        }
        trailers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(trailers));
        trailers.forEach((key, value) -> {
            if (!isKey(key) || !isLine(value)) {
                throw new IllegalArgumentException("'" + key + ": " + value + "' is not a trailer");
            }
        });
    }

    /** The message as Git stores it: paragraphs with an empty line between them. */
    public String text() {
        String block = trailers.entrySet().stream()
                .map(trailer -> trailer.getKey() + ": " + trailer.getValue())
                .collect(Collectors.joining("\n"));
        return Stream.of(subject, body.strip(), block)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    /** Whether a text can be the key of a trailer. */
    public static boolean isKey(String text) {
        return text.matches("[A-Za-z0-9-]+");
    }

    private static boolean isLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }
}
