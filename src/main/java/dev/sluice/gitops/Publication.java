package dev.sluice.gitops;

/** What became of a draft. */
public sealed interface Publication {

    /**
     * The remote branch holds the change.
     *
     * @param commit its id, 40 hexadecimal digits
     */
    record Landed(String commit) implements Publication {}

    /** The change was shown and nothing was written. */
    record Printed() implements Publication {}

    /**
     * Another push was faster: the draft must be made again from what the branch holds now.
     *
     * @param reason the remote's words
     */
    record Outrun(String reason) implements Publication {}
}
