package dev.sluice.faults;

import dev.sluice.gitops.BareRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** What others do to the repository, and what happens to its files, by the words of the table. */
final class RepositoryFaults {

    private final GitScene scene;
    private final Map<String, GitScene.Deed> faults = new HashMap<>();
    private int written;

    RepositoryFaults(GitScene scene) {
        this.scene = scene;
        BareRepository repository = scene.repository;
        faults.put("others push once meanwhile", () -> scene.beforePush(1, this::push));
        faults.put("others push each time", () -> scene.beforePush(Integer.MAX_VALUE, this::push));
        faults.put("others push while the server takes it in", () -> scene.http()
                .beforePush(() -> GitScene.happen(this::push)));
        faults.put("others rewrite the branch meanwhile", () -> scene.beforePush(1, this::rewrite));
        faults.put("others rewrite the branch", this::rewrite);
        faults.put("others delete the branch meanwhile", () -> scene.beforePush(1, () -> forget("main")));
        faults.put("others rename the branch meanwhile", () -> scene.beforePush(1, this::rename));
        faults.put("others rename the branch", this::rename);
        faults.put("others delete all branches", () -> forget("main"));
        faults.put(
                "others tag a commit main",
                () -> Files.writeString(
                        Files.createDirectories(repository.directory().resolve("refs/tags"))
                                .resolve("main"),
                        repository.write("other", Map.of("a", "a")).name() + "\n"));
        faults.put("the branch is locked", () -> Files.createFile(ref("main.lock")));
        faults.put("the branch names no commit", () -> Files.writeString(ref("main"), "0123456789".repeat(4) + "\n"));
        faults.put("the branch holds noise", () -> Files.writeString(ref("main"), "noise\n"));
        faults.put("the branch is empty", () -> Files.writeString(ref("main"), ""));
        faults.put(
                "HEAD names no branch",
                () -> Files.writeString(repository.directory().resolve("HEAD"), "ref: refs/heads/none\n"));
        faults.put("every object is gone", () -> objects().forEach(RepositoryFaults::delete));
        faults.put("every object is cut in half", () -> objects().forEach(RepositoryFaults::halve));
        faults.put("the repository is of SHA-256", () -> {
            Path other = scene.folder.resolve("sha256.git");
            git("init", "--quiet", "--bare", "--object-format=sha256", "--initial-branch=main", other.toString());
            scene.url("file://" + other);
        });
        faults.put("there is no repository", () -> scene.url("file://" + scene.folder.resolve("none.git")));
        faults.put(
                "there is a folder that is no repository",
                () -> scene.url("file://" + Files.createDirectories(scene.folder.resolve("folder.git"))));
        faults.put("the store is a file", () -> Files.createFile(scene.store()));
        faults.put(
                "the store's seal is noise",
                () -> Files.writeString(Files.createDirectories(scene.store()).resolve("objects.seal"), "noise"));
        faults.put("the store's seal is a pipe", () -> {
            Path seal = Files.createDirectories(scene.store()).resolve("objects.seal");
            run("mkfifo", seal.toString());
        });
        faults.put("a store is kept", scene::store);
    }

    Optional<GitScene.Deed> named(String words) {
        return Optional.ofNullable(faults.get(words));
    }

    GitScene.Deed write(String path, String text) {
        return () -> scene.repository.write("main", Map.of(path, text));
    }

    GitScene.Deed entry(String kind, String path) {
        return () -> {
            BareRepository repository = scene.repository;
            switch (kind) {
                case "a symlink" -> repository.put("main", path, FileMode.SYMLINK, "/etc/passwd");
                case "a submodule" -> repository.put("main", path, FileMode.GITLINK, repository.tip("main"));
                case "an executable" ->
                    repository.put(
                            "main",
                            path,
                            FileMode.EXECUTABLE_FILE,
                            repository.files("main").get(path));
                case "4 MB" -> repository.write("main", Map.of(path, "x".repeat(4_000_000)));
                default -> throw new IllegalArgumentException(kind);
            }
        };
    }

    /** @param before a text that occurs in the file */
    GitScene.Deed edit(String path, String before, String after) {
        return () -> {
            String text = new TreeMap<>(scene.repository.files("main")).get(path);
            String edited = text.replace(before, after);
            if (edited.equals(text)) {
                throw new IllegalArgumentException(path + " has no " + before);
            }
            scene.repository.write("main", Map.of(path, edited));
        };
    }

    GitScene.Deed delete(String path) {
        return () -> scene.repository.delete("main", path);
    }

    private void push() throws IOException {
        scene.repository.write("main", Map.of("theirs-" + written++, "theirs\n"));
    }

    private void rewrite() throws IOException {
        ObjectId other = scene.repository.write("other-" + written++, scene.repository.files("main"));
        scene.repository.point("main", other);
    }

    private void rename() throws IOException {
        scene.repository.point("trunk", scene.repository.tip("main"));
        forget("main");
    }

    private void forget(String branch) throws IOException {
        Files.delete(ref(branch));
    }

    private Path ref(String branch) {
        return scene.repository.directory().resolve("refs/heads").resolve(branch);
    }

    private Stream<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(scene.repository.directory().resolve("objects"))) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static void delete(Path file) {
        GitScene.happen(() -> Files.delete(file));
    }

    private static void halve(Path file) {
        GitScene.happen(() -> {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        });
    }

    private static void git(String... words) {
        run(Stream.concat(Stream.of("git"), Stream.of(words)).toArray(String[]::new));
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
