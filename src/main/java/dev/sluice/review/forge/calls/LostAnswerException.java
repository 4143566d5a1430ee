package dev.sluice.review.forge.calls;

import dev.sluice.review.ForgeException;

/** The answer to a call was lost or unreadable: the forge may have done it or not. */
final class LostAnswerException extends ForgeException {

    private static final long serialVersionUID = 1;

    LostAnswerException(String message) {
        super(message);
    }

    LostAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
