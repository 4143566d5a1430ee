package dev.sluice.run;

import dev.sluice.text.ExplainedException;

/** A cluster's networks are not known: no firewall may be made for it. */
final class NetworksException extends ExplainedException {

    private static final long serialVersionUID = 1;

    NetworksException(String message) {
        super("networks", message);
    }
}
