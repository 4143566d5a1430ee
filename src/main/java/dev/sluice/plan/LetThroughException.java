package dev.sluice.plan;

/** Networks or first rules let all through that is to be denied: published, the firewall would deny nothing. */
public final class LetThroughException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LetThroughException(String message) {
        super(message);
    }
}
