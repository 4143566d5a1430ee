package dev.sluice.bench;

import dev.sluice.gitops.Change;
import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Message;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.PushingPublisher;
import dev.sluice.gitops.Remote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Commits the files of a folder to a remote's branch main, without a checkout. */
final class Commit {

    private final Origin origin;
    private final Optional<Path> store;

    private Commit(String url, String store) {
        this.origin = new Origin(
                url, "main", new Origin.Anonymous(), new Origin.CommitAuthor("Sluice", "sluice@example.com"));
        this.store = store.equals("-") ? Optional.empty() : Optional.of(Path.of(store));
    }

    /**
     * The remote's address; the folder of a kept object store, or {@code -}; and a folder to commit. Without the last one,
     * folders come line by line on standard input, and the milliseconds that each took go to standard output.
     */
    public static void main(String[] arguments) throws IOException {
        Commit commit = new Commit(arguments[0], arguments[1]);
        if (arguments.length > 2) {
            commit.publish(Path.of(arguments[2]));
            return;
        }
        BufferedReader folders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String folder = folders.readLine(); folder != null; folder = folders.readLine()) {
            long start = System.nanoTime();
            commit.publish(Path.of(folder));
            System.out.println((System.nanoTime() - start) / 1e6);
        }
    }

    private void publish(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(path).toString(), Files.readString(path));
            }
        }
        Draft draft = new Draft(Change.of(files, Set.of()), new Message("Change the fleet", "", new LinkedHashMap<>()));
        Connections connections = new Connections(Duration.ofMinutes(1), Optional.empty());
        try (Remote remote = Remote.open(origin, connections, store)) {
            Publication publication = new PushingPublisher(remote, new Commits(Clock.systemUTC(), Optional.empty()))
                    .publish(remote.fetch(), draft);
            if (!(publication instanceof Publication.Landed)) {
                throw new IllegalStateException("not committed: " + List.of(publication));
            }
        }
    }
}
