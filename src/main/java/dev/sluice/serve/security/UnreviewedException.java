package dev.sluice.serve.security;

import dev.sluice.text.ExplainedException;

/** The cluster could not be asked whether a caller may do something; the message says why, without a secret. */
public final class UnreviewedException extends ExplainedException {

    private static final long serialVersionUID = 1;

    UnreviewedException(String reason) {
        super("callers", reason);
    }
}
