package dev.sluice.gitops;

/** What a client that pushes gets to see. */
public enum PushAnswer {
    RESULT,
    /** 403, and nothing happens to the repository. */
    FORBIDDEN,
    /** 500 after the push took effect. */
    ERROR_AFTERWARDS,
    /** The connection ends after the push took effect. */
    CUT_AFTERWARDS,
    /** The connection ends before anything of the push is read. */
    CUT_BEFORE
}
