package dev.sluice.text;

import org.jspecify.annotations.Nullable;

/**
 * Takes the place of an exception whose own words may hold a secret: it has the types and the stack traces of the whole
 * chain, which say where something failed, and none of its messages.
 */
public final class RedactedCause extends Exception {

    private static final long serialVersionUID = 1;

    /** A cause may name itself as its cause again. */
    private static final int DEEPEST = 8;

    private RedactedCause(String message, StackTraceElement[] trace, @Nullable Throwable cause) {
        super(message, cause);
        setStackTrace(trace);
    }

    /** In place of an exception, with its type for a message. */
    public static RedactedCause of(Throwable failure) {
        return of(failure, failure.getClass().getName());
    }

    /** @param message what may be shown */
    public static RedactedCause of(Throwable failure, String message) {
        return new RedactedCause(message, failure.getStackTrace(), below(failure, 1));
    }

    private static @Nullable RedactedCause below(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return cause == null || depth == DEEPEST
                ? null
                : new RedactedCause(cause.getClass().getName(), cause.getStackTrace(), below(cause, depth + 1));
    }
}
