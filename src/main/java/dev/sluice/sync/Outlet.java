package dev.sluice.sync;

import dev.sluice.gitops.Publisher;
import dev.sluice.gitops.Remote;

/** Where a run's result goes. A dry run differs from any other in nothing but what stands behind this. */
interface Outlet {

    /** The remote repository, to be closed by the caller. */
    Remote open();

    /** What writes to it, or only shows what would be written. */
    Publisher publisher(Remote remote);
}
