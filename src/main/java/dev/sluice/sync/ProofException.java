package dev.sluice.sync;

/** Rendered rules do not say what was meant: nothing may be published. */
final class ProofException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ProofException(String message) {
        super(message);
    }
}
