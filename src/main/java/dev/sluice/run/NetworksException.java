package dev.sluice.run;

/** A cluster's networks are not known: no firewall may be made for it. */
final class NetworksException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NetworksException(String message) {
        super(message);
    }
}
