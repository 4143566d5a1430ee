package dev.sluice.cluster;

/** The program asked for something that {@link Call} does not declare, and so its role does not allow. */
public final class UndeclaredCallException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UndeclaredCallException(String request) {
        super("'" + request + "' is not among the calls that are declared");
    }
}
