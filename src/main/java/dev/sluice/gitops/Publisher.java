package dev.sluice.gitops;

/** The one place where a run writes: its implementation decides whether anything is written at all. */
public interface Publisher {

    /**
     * Publishes a draft that was made from a snapshot.
     *
     * @param draft a change that is not empty
     * @throws GitException if the remote refuses it for another reason than that its branch moved
     */
    Publication publish(Snapshot snapshot, Draft draft);
}
