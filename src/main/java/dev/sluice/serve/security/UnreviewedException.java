package dev.sluice.serve.security;

/** The cluster could not be asked whether a caller may do something; the message says why, without a secret. */
public final class UnreviewedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreviewedException(String reason) {
        super(reason);
    }
}
