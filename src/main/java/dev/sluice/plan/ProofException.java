package dev.sluice.plan;

/** Rendered rules do not say what was meant: nothing may be published. */
public final class ProofException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ProofException(String message) {
        super(message);
    }
}
