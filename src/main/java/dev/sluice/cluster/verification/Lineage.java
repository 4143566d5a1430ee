package dev.sluice.cluster.verification;

/** What the history of the followed branch says of two commits. */
public interface Lineage {

    /**
     * Whether a revision is a commit, or was made on top of it.
     *
     * @param revision any text; what is not of the branch's history, as far as that is read, holds nothing
     */
    boolean holds(String revision, String commit);
}
