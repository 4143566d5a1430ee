package dev.sluice.plan;

import dev.sluice.text.ExplainedException;

/** Networks or first rules let all through that is to be denied: published, the firewall would deny nothing. */
public final class LetThroughException extends ExplainedException {

    private static final long serialVersionUID = 1;

    LetThroughException(String message) {
        super("networks and first rules", message);
    }
}
