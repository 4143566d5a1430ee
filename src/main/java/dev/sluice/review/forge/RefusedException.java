package dev.sluice.review.forge;

import dev.sluice.review.ForgeException;

/** The forge understood what was asked and did not do it. */
final class RefusedException extends ForgeException {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedException(String message, Refusal refusal) {
        super(message);
        this.refusal = refusal;
    }

    boolean isStatus(int status) {
        return refusal.status() == status;
    }

    /** @param words in lower case */
    boolean says(String words) {
        return refusal.says(words);
    }
}
