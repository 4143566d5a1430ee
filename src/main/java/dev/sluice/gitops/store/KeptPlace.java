package dev.sluice.gitops.store;

import dev.sluice.text.OutsideFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.jboss.logging.Logger;

/**
 * A folder in which the object store outlives a run, for one process at a time. Beside the store lie its {@link Seal} and a
 * file that is locked while a run works; nothing else in the folder is ever touched.
 *
 * <p>Each fetch leaves a pack and each commit some loose objects. Rather than be collected, which costs more than a fetch,
 * a store begins anew once it is {@linkplain Seal#isOutgrown() outgrown}.
 */
public final class KeptPlace implements StorePlace {

    private static final Logger LOG = Logger.getLogger(KeptPlace.class);

    private static final String STORE = "objects.git";
    private static final String SEAL = "objects.seal";
    private static final String LOCK = "objects.lock";

    /** In bytes: a line of some 150 for each of a store's files, which are far fewer. */
    private static final int LONGEST_SEAL = 64 << 20;

    private final Path folder;
    private final String url;
    private final FileChannel lock;

    /** What cannot be written to any more; the store that is used lies on top of it. */
    private Optional<ObjectStore> full = Optional.empty();

    private Optional<Seal> inherited = Optional.empty();

    private KeptPlace(Path folder, String url, FileChannel lock) {
        this.folder = folder;
        this.url = url;
        this.lock = lock;
    }

    /** Takes the folder for this process; empty where another one has it, or where nothing can be written in it. */
    public static Optional<KeptPlace> claim(Path folder, String url) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(LOCK);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                OutsideFile.requireRegular(file); // to open a pipe would wait for its other end
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return Optional.of(new KeptPlace(folder, url, channel));
            }
            channel.close();
            LOG.warnf("the object store %s is in use by another run: this one does with a temporary store", folder);
        } catch (IOException e) {
            LOG.warnf("cannot keep an object store in %s (%s): this run does with a temporary store", folder, e);
        }
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock(); // until the channel is closed
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false; // another run of this process
        }
    }

    @Override
    public ObjectStore open() throws IOException {
        Optional<String> damage;
        try {
            Optional<Seal> seal = seal();
            damage = seal.isPresent() ? damage(seal.get()) : unsealed();
            if (seal.isPresent() && damage.isEmpty() && !seal.get().isOutgrown()) {
                Files.delete(folder.resolve(SEAL));
                inherited = seal;
                return ObjectStore.open(folder.resolve(STORE), seal.get());
            }
        } catch (IOException
                | ConfigInvalidException
                | RuntimeException e) { // whatever a damaged file makes of its reader
            damage = Optional.of(String.valueOf(e.getMessage()));
        }
        damage.ifPresent(this::warn);
        try {
            return afresh();
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private Optional<Seal> seal() throws IOException, ConfigInvalidException {
        Path seal = folder.resolve(SEAL);
        return Files.exists(seal, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Seal.parse(OutsideFile.text(seal, LONGEST_SEAL)))
                : Optional.empty();
    }

    private Optional<String> damage(Seal seal) throws IOException {
        return seal.url().equals(url) ? seal.difference(folder.resolve(STORE)) : Optional.of("it is of another remote");
    }

    private Optional<String> unsealed() {
        return Files.exists(folder.resolve(STORE))
                ? Optional.of("it was not closed, or is not Sluice's")
                : Optional.empty();
    }

    @Override
    public boolean isInherited() {
        return inherited.isPresent();
    }

    @Override
    public ObjectStore renew(ObjectStore store, String reason) throws IOException {
        store.close();
        warn(reason);
        return afresh();
    }

    /** What was fetched before can still be read, and what comes now goes into a temporary folder. */
    @Override
    public Optional<ObjectStore> spill(ObjectStore store, IOException failure) throws IOException {
        if (full.isPresent() || !DiskFault.isIn(failure)) {
            return Optional.empty();
        }
        ObjectStore above = ObjectStore.above(store, Files.createTempDirectory("sluice-git-"));
        full = Optional.of(store);
        inherited = Optional.empty();
        LOG.warnf(
                "cannot keep an object store in %s (%s): this run does with a temporary store",
                folder, DiskFault.words(failure));
        return Optional.of(above);
    }

    @Override
    public void close(ObjectStore store, Optional<Set<String>> branches) {
        try (lock) {
            if (full.isPresent()) {
                store.close();
                full.get().close();
                ObjectStore.delete(store.folder());
                ObjectStore.delete(full.get().folder()); // which makes room for the next run's
                return;
            }
            if (branches.isPresent()) {
                store.trim(branches.get());
            }
            store.close();
            if (branches.isPresent()) {
                Seal.of(store, url, inherited).write(folder.resolve(SEAL));
            } else if (inherited.isPresent()) {
                inherited.get().write(folder.resolve(SEAL));
            } else {
                ObjectStore.delete(store.folder());
            }
        } catch (IOException e) {
            LOG.warnf("cannot keep the object store in %s (%s): the next run begins with a fresh one", folder, e);
        }
    }

    private void warn(String reason) {
        LOG.warnf("the kept object store in %s cannot be trusted (%s): it begins afresh", folder, reason);
    }

    private ObjectStore afresh() throws IOException {
        inherited = Optional.empty();
        Files.deleteIfExists(folder.resolve(SEAL));
        ObjectStore.delete(folder.resolve(STORE));
        return ObjectStore.create(folder.resolve(STORE));
    }
}
