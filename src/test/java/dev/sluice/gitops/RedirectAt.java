package dev.sluice.gitops;

/** When a client is sent elsewhere. */
public enum RedirectAt {
    /** At its first request. */
    ONCE_ASKED,
    /** Once it has signed in. */
    SIGNED_IN,
    /** Once it sends something, with a status that keeps the method. */
    SENDING
}
