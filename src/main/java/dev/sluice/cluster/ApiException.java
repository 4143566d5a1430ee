package dev.sluice.cluster;

/** A Kubernetes API cannot be asked; the message names the cause and what to do, never a secret. */
public class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ApiException(String message) {
        super(message);
    }

    public ApiException(String message, Throwable cause) {
        super(message, cause);
    }
}
