package dev.sluice.run;

import dev.sluice.gitops.Publisher;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.review.Candidate;
import dev.sluice.review.Settled;
import java.util.List;

/** Where a run's result goes. A dry run differs from any other in nothing but what stands behind this. */
public interface Publishing {

    /** The remote repository, to be closed by the caller. */
    Remote open();

    /** What writes to it, or only shows what would be written. */
    Publisher publisher(Remote remote);

    /**
     * Settles the requests of a repository, or only shows what would be proposed.
     *
     * @param base what the followed branch holds now
     * @return what became of each; empty where no forge is configured
     */
    List<Settled> settle(Remote remote, Snapshot base, List<Candidate> candidates);
}
