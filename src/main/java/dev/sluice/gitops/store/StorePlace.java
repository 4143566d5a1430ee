package dev.sluice.gitops.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Where an object store lies, and what becomes of it between runs. Not thread-safe. */
public sealed interface StorePlace permits StorePlace.Temporary, KeptPlace {

    /** Opens what is kept here, or an empty store. */
    ObjectStore open() throws IOException;

    /** Whether the store that was opened holds what an earlier run left. */
    boolean isInherited();

    /** Takes an empty store in place of one that cannot be trusted. */
    ObjectStore renew(ObjectStore store, String reason) throws IOException;

    /**
     * Takes another store, which holds all that this one does, where this one cannot be written to.
     *
     * @return empty where the failure is another, or there is no other place
     */
    default Optional<ObjectStore> spill(ObjectStore store, IOException failure) throws IOException {
        return Optional.empty();
    }

    /**
     * Closes a store.
     *
     * @param branches those that the remote has; empty where the store is not known to be complete
     */
    void close(ObjectStore store, Optional<Set<String>> branches);

    /** @param folder where the store is kept; it goes with the run where empty, or where it cannot be kept there */
    static StorePlace of(Optional<Path> folder, String url) {
        return folder.<StorePlace>flatMap(kept -> KeptPlace.claim(kept, url)).orElseGet(Temporary::new);
    }

    /** A folder of the system's for temporary files. */
    final class Temporary implements StorePlace {

        private static final Logger LOG = Logger.getLogger(Temporary.class);

        @Override
        public ObjectStore open() throws IOException {
            return ObjectStore.create(Files.createTempDirectory("sluice-git-"));
        }

        @Override
        public boolean isInherited() {
            return false;
        }

        @Override
        public ObjectStore renew(ObjectStore store, String reason) throws IOException {
            close(store, Optional.empty());
            return open();
        }

        /** What cannot be deleted is left to the system: what was pushed stays pushed, and litter is no failure. */
        @Override
        public void close(ObjectStore store, Optional<Set<String>> branches) {
            store.close();
            try {
                ObjectStore.delete(store.folder());
            } catch (IOException e) {
                LOG.warnf(e, "cannot delete the object store %s", store.folder());
            }
        }
    }
}
