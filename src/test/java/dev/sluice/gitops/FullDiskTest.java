package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.COMMITS;
import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.gitops.store.KeptPlace;
import dev.sluice.run.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kept object store that cannot be written to, from the beginning or from some step on. */
class FullDiskTest {

    @TempDir
    Path folder;

    private BareRepository repository;
    private Path store;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("a", "old", "b", "b"));
        store = folder.resolve("store");
    }

    /** On a small disk that a user without rights may mount in a namespace of its own, where the system allows that. */
    @ParameterizedTest
    @ValueSource(strings = {"open", "fetch", "commit", "close"})
    void doesWithATemporaryStore(String step) throws Exception {
        // Given
        Files.createDirectory(store);
        assumeTrue(
                shell("mount -t tmpfs -o size=1m none " + store).status() == 0,
                "user namespaces are off here: no disk to fill");

        // When
        Ended run = shell("mount -t tmpfs -o size=1m none " + store + " && exec " + java() + " "
                + repository.directory() + " " + store + " " + step);

        // Then
        assertThat(run.said())
                .contains("Landed[commit=" + repository.tip("main").name() + "]", "read b");
        assertThat(repository.files("main")).containsEntry("a", "new").containsEntry("b", "b");
        if (!step.equals("close")) {
            assertThat(run.said())
                    .containsOnlyOnce("this run does with a temporary store")
                    .containsOnlyOnce("No space left on device")
                    .contains("cannot keep an object store in " + store.resolve("kept"));
        }
    }

    @Test
    void goesOnWithWhatWasFetchedBefore() throws Exception {
        // Given a kept store whose server leaves files out
        repository.configure("uploadpack", "allowFilter", "true");
        repository.configure("uploadpack", "allowAnySHA1InWant", "true");
        try (GitHttpServer server = GitHttpServer.start(repository);
                LogLines log = LogLines.of(KeptPlace.class.getName())) {
            publish(server.origin(), Map.of("a", "first"));
            repository.write("main", Map.of("theirs", "theirs"));

            // When
            try (Remote remote = Remote.open(server.origin(), CONNECTIONS, Optional.of(store))) {
                spoil();
                Snapshot base = remote.fetch();
                Publication publication = new PushingPublisher(remote, COMMITS).publish(base, many("second"));

                // Then
                assertThat(publication).isInstanceOf(Publication.Landed.class);
                assertThat(base.text("theirs")).contains("theirs");
                assertThat(base.text("b")).contains("b");
            }
            assertThat(repository.files("main")).containsEntry("f7", "second").containsEntry("theirs", "theirs");
            assertThat(log.lines()).singleElement().asString().contains("this run does with a temporary store");
            assertThat(store.resolve("objects.git")).doesNotExist();
            publish(server.origin(), Map.of("a", "third"));
            assertThat(repository.files("main")).containsEntry("a", "third");
        }
    }

    @Test
    void namesTheFolderWhereThereIsNoOtherPlace() {
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            remote.fetch();
            Path temporary = remote.repository().getDirectory().toPath();
            block(temporary);

            assertThatThrownBy(() -> new PushingPublisher(remote, COMMITS).publish(remote.fetch(), many("new")))
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith("cannot write the commit to the object store in " + temporary + " (")
                    .hasMessageEndingWith("): see whether its disk is full or cannot be written to");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** So many files that they come in a pack of their own. */
    private static Draft many(String text) {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 600; i++) {
            files.put("f" + i, text);
        }
        return writing(files);
    }

    /** No pack can be written there any more, whoever one is; those of before are still read. */
    private void spoil() throws IOException {
        block(store.resolve("objects.git"));
    }

    private static void block(Path git) throws IOException {
        Path packs = git.resolve("objects/pack");
        Path before = git.resolveSibling("before-" + git.getFileName());
        Files.createDirectories(before.resolve("pack"));
        try (var files = Files.list(packs)) {
            for (Path file : files.toList()) {
                Files.move(file, before.resolve("pack").resolve(file.getFileName()));
            }
        }
        Files.createDirectories(git.resolve("objects/info"));
        Files.writeString(git.resolve("objects/info/alternates"), before.toAbsolutePath() + "\n");
        FileUtils.delete(packs.toFile(), FileUtils.RECURSIVE);
        Files.writeString(packs, "");
    }

    private void publish(Origin origin, Map<String, String> files) {
        try (Remote remote = Remote.open(origin, CONNECTIONS, Optional.of(store))) {
            new PushingPublisher(remote, COMMITS).publish(remote.fetch(), writing(files));
        }
    }

    private record Ended(int status, String said) {}

    private Ended shell(String commands) throws Exception {
        Path said = Files.createTempFile(folder, "said", "");
        Process process;
        try {
            process = new ProcessBuilder(
                            List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", commands))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            return new Ended(127, "there is no unshare here");
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end of " + commands);
        }
        return new Ended(process.exitValue(), Files.readString(said));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -Xshare:auto -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + FullDisk.class.getName();
    }
}
