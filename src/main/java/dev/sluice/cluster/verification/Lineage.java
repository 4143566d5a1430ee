package dev.sluice.cluster.verification;

/** What the history of the followed branch says of two commits. */
public interface Lineage {

    /** Where a revision is in the history. */
    enum Place {
        /** It is the commit, or made on top of it. */
        REACHED,
        /** The commit was made on top of it. */
        EARLIER,
        /** It is not of the branch's history, as far as that is read. */
        ELSEWHERE
    }

    /** Where a revision is relative to a commit. */
    Place place(String commit, String revision);
}
