package dev.sluice.cluster.impact;

import java.io.IOException;

/** Not all flows were read; the message says why, and from where on. */
final class CutShortException extends IOException {

    private static final long serialVersionUID = 1;

    CutShortException(String message) {
        super(message);
    }

    CutShortException(String message, Throwable cause) {
        super(message, cause);
    }
}
