package dev.sluice.gitops;

import static dev.sluice.gitops.BareRepository.AUTHOR;
import static dev.sluice.gitops.Publishing.COMMITS;
import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.gitops.store.ObjectStore;
import dev.sluice.gitops.store.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to a kept object store: the commit is right, one warning says what was found, and the next run is well. */
class DamagedStoreTest {

    private static final Map<String, String> OLD =
            Map.of("clusters/demo/a", "old\n", "clusters/demo/b", "b\n", "c/d", "d\n");

    @TempDir
    Path folder;

    BareRepository repository;
    Path store;
    Path objects;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Logger log = Logger.getLogger("dev.sluice.gitops");
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(String.valueOf(entry.getMessage()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void keepAStore() throws IOException {
        log.addHandler(listener);
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", OLD);
        store = folder.resolve("store");
        objects = store.resolve("objects.git/objects");
        publish(repository, "first");
        assertThat(warnings).isEmpty();
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(listener);
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(20)
    void beginsAfreshWithOneWarning(Damage damage) throws IOException {
        // Given
        damage.happen(store);
        repository.write("main", Map.of("theirs", "theirs\n"));

        // When
        publish(repository, "new");

        // Then
        assertThat(repository.files("main"))
                .containsEntry("clusters/demo/a", "new")
                .containsEntry("clusters/demo/b", "b\n")
                .containsEntry("c/d", "d\n")
                .containsEntry("theirs", "theirs\n")
                .hasSize(4);
        assertThat(warnings).singleElement().asString().contains("begins afresh", damage.words());
        assertIsWell("newer");
    }

    @Test
    void takesNoObjectsOfAnotherRemote() throws IOException {
        // Given
        BareRepository other = BareRepository.create(folder.resolve("other.git"));
        other.write("main", Map.of("only", "this"));

        // When
        publish(other, "new");

        // Then
        assertThat(other.files("main")).containsOnlyKeys("only", "clusters/demo/a");
        assertThat(warnings).singleElement().asString().contains("of another remote");
    }

    @Test
    void findsThatTheServerLeftOutWhatIsNotThere() throws IOException {
        // Given
        Seal seal = seal();
        // A store that says of itself to be complete and lacks a folder, which then stands in a second place.
        try (Repository served = repository.open()) {
            String folder = served.resolve("main:clusters/demo").name();
            Files.delete(objects.resolve(folder.substring(0, 2)).resolve(folder.substring(2)));
        }
        ObjectStore incomplete = ObjectStore.open(store.resolve("objects.git"), seal);
        Seal.of(incomplete, seal.url(), Optional.empty()).write(store.resolve("objects.seal"));
        repository.write("main", Map.of("copy/a", "first", "copy/b", "b\n"));

        // When
        publish(repository, "new");

        // Then
        assertThat(repository.files("main"))
                .containsEntry("clusters/demo/b", "b\n")
                .containsEntry("copy/a", "first")
                .containsEntry("c/d", "d\n");
        assertThat(warnings).singleElement().asString().contains("begins afresh");
        assertIsWell("newer");
    }

    @Test
    void doesWithATemporaryStoreWhereAnotherRunHasIt() throws IOException {
        // Given
        try (Remote other = Remote.open(repository.origin(), CONNECTIONS, Optional.of(store))) {
            other.fetch();

            // When
            publish(repository, "new");

            // Then
            assertThat(warnings).singleElement().asString().contains("in use");
            assertThat(repository.files("main")).containsEntry("clusters/demo/a", "new");
        }
        assertIsWell("newer");
    }

    @Test
    void doesWithATemporaryStoreWhereNothingCanBeWritten() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "");
        store = file.resolve("store");

        // When
        publish(repository, "new");

        // Then
        assertThat(warnings).singleElement().asString().contains("cannot keep an object store in " + store);
        assertThat(repository.files("main")).containsEntry("clusters/demo/a", "new");
    }

    @Test
    @Timeout(20)
    void doesWithATemporaryStoreWhereTheLockIsAPipe() throws IOException {
        // Given
        Files.delete(store.resolve("objects.lock"));
        Damage.pipe(store.resolve("objects.lock"));

        // When
        publish(repository, "new");

        // Then
        assertThat(warnings).singleElement().asString().contains("does with a temporary store");
        assertThat(repository.files("main")).containsEntry("clusters/demo/a", "new");
    }

    @Test
    void doesWithATemporaryStoreInAFolderThatIsReadOnly() throws IOException {
        // Given
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(store)).isFalse(); // root may write anywhere

        // When
        publish(repository, "new");

        // Then
        assertThat(warnings).hasSize(1);
        assertThat(repository.files("main")).containsEntry("clusters/demo/a", "new");
    }

    @Test
    void leavesWhatElseLiesInTheFolder() throws IOException {
        // Given
        Path theirs = Files.writeString(store.resolve("theirs"), "precious");
        Damage.PACK_FLIPPED.happen(store);

        // When
        publish(repository, "new");

        // Then
        assertThat(theirs).hasContent("precious");
    }

    private Seal seal() throws IOException {
        try {
            return Seal.parse(Files.readString(store.resolve("objects.seal")));
        } catch (ConfigInvalidException e) {
            throw new IOException(e);
        }
    }

    private void assertIsWell(String text) throws IOException {
        warnings.clear();
        publish(repository, text);
        assertThat(warnings).isEmpty();
        assertThat(repository.files("main")).containsEntry("clusters/demo/a", text);
    }

    private void publish(BareRepository to, String text) {
        Origin origin = new Origin(to.url(), "main", new Origin.Anonymous(), AUTHOR);
        try (Remote remote = Remote.open(origin, CONNECTIONS, Optional.of(store))) {
            assertThat(new PushingPublisher(remote, COMMITS).publish(remote.fetch(), writing("clusters/demo/a", text)))
                    .isInstanceOf(Publication.Landed.class);
        }
    }
}
