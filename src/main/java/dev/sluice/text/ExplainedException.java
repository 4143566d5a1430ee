package dev.sluice.text;

/**
 * A failure that can be explained to a user. Its message says what is wrong and what to do about it, never a secret, and is
 * shown as it is; its cause, where there is one, is for a debug log.
 */
public abstract class ExplainedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String subject;

    /** @param subject what the failure is about, for example {@code feed goog} */
    protected ExplainedException(String subject, String explanation) {
        super(explanation);
        this.subject = subject;
    }

    /**
     * @param subject what the failure is about, for example {@code feed goog}
     * @param cause what failed below; a {@link RedactedCause} where its own words may hold a secret
     */
    protected ExplainedException(String subject, String explanation, Throwable cause) {
        super(explanation, cause);
        this.subject = subject;
    }

    /** What the failure is about. */
    public final String subject() {
        return subject;
    }

    /** What is wrong and what to do about it. */
    public final String explanation() {
        return String.valueOf(getMessage());
    }
}
