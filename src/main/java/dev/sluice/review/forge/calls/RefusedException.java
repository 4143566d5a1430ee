package dev.sluice.review.forge.calls;

import dev.sluice.review.ForgeException;
import java.util.stream.Stream;

/** The forge understood what was asked and did not do it. */
public final class RefusedException extends ForgeException {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedException(String message, Refusal refusal) {
        super(message);
        this.refusal = refusal;
    }

    public boolean isStatus(int status) {
        return refusal.status() == status;
    }

    /** Whether the request was refused for what it asks for, and not for the account that asks. */
    public boolean isAboutState() {
        return Stream.of(400, 404, 405, 409, 412, 422).anyMatch(this::isStatus);
    }

    /** @param words in lower case */
    public boolean says(String words) {
        return refusal.says(words);
    }
}
