package dev.sluice;

import dev.sluice.run.WaitingChange;
import dev.sluice.text.ExplainedException;
import java.util.List;
import java.util.stream.Collectors;

/** No change with a digest waits to be accepted. */
final class NoSuchChangeException extends ExplainedException {

    private static final long serialVersionUID = 1;

    NoSuchChangeException(String digest, List<WaitingChange> waiting) {
        super(
                "accept",
                waiting.isEmpty()
                        ? "no change waits to be accepted"
                        : "no change with the digest " + digest + " waits; there is "
                                + waiting.stream()
                                        .map(change -> change.digest() + " (" + change.subject() + ")")
                                        .collect(Collectors.joining(", ")));
    }
}
