package dev.sluice.gitops;

/** Git or its remote did not do what was asked; the message names the cause and what to do, never a secret. */
public class GitException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public GitException(String message) {
        super(message);
    }

    public GitException(String message, Throwable cause) {
        super(message, cause);
    }
}
