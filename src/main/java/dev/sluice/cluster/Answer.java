package dev.sluice.cluster;

import dev.sluice.text.OutsideText;
import java.util.Optional;
import java.util.function.Function;

/** What came of asking a Kubernetes API; that it cannot be asked is an expected result. */
public sealed interface Answer<T> {

    /** In code points. */
    int LONGEST = 1_000;

    /** The API has it. */
    record Found<T>(T value) implements Answer<T> {}

    /** The API has no such object, or does not know the kind. */
    record Absent<T>() implements Answer<T> {}

    /**
     * The API was not reached, did not answer in time or refused.
     *
     * @param reason what was asked and what to do about it, in a sentence without a secret
     */
    record Unseen<T>(String reason) implements Answer<T> {

        public Unseen {
            reason = OutsideText.line(reason, LONGEST);
        }
    }

    /** What was found, seen differently. */
    default <R> Answer<R> map(Function<T, R> look) {
        return switch (this) {
            case Found<T>(T value) -> new Found<>(look.apply(value));
            case Absent<T>() -> new Absent<>();
            case Unseen<T>(String reason) -> new Unseen<>(reason);
        };
    }

    /** What was found; empty where there is nothing or it could not be seen. */
    default Optional<T> found() {
        return this instanceof Found<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /** Why nothing could be seen; empty where the API answered. */
    default Optional<String> unseen() {
        return this instanceof Unseen<T>(String reason) ? Optional.of(reason) : Optional.empty();
    }
}
