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
 * @param trailers key and value, in this order
 */
public record Message(String subject, String body, SequencedMap<String, String> trailers) {

    public Message {
        if (subject.isBlank() || subject.contains("\n")) {
            throw new IllegalArgumentException("'" + subject + "' is not a subject");
        }
        trailers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(trailers));
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
}
