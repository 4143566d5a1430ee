package dev.sluice.plan;

import dev.sluice.text.ExplainedException;

/** Rendered rules do not say what was meant: nothing may be published. */
public final class ProofException extends ExplainedException {

    private static final long serialVersionUID = 1;

    ProofException(String message) {
        super("rendered rules", message);
    }
}
