package dev.sluice.review.forge;

import dev.sluice.review.ForgeException;

/** Nobody knows whether the forge did what was asked. */
final class LostAnswerException extends ForgeException {

    private static final long serialVersionUID = 1;

    LostAnswerException(String message) {
        super(message);
    }

    LostAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
