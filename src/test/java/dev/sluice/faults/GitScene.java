package dev.sluice.faults;

import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.GitHttpServer;
import dev.sluice.gitops.GitSshServer;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.review.Settled;
import dev.sluice.run.Publishing;
import dev.sluice.run.RunLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/** A repository of its own for one fault, how it is reached, and what happens to it while a run is under way. */
final class GitScene implements AutoCloseable {

    final Path folder;
    final BareRepository repository;

    private final RunLab lab;
    private final Deque<AutoCloseable> servers = new ArrayDeque<>();
    private Optional<GitHttpServer> http = Optional.empty();
    private Optional<Path> store = Optional.empty();
    private Origin origin;
    private Deed beforePush = () -> {};
    private Duration timeout = Duration.ofSeconds(20);
    private int times;

    /** What is done to a repository. */
    interface Deed {
        void happen() throws Exception;
    }

    /** @param folder that holds nothing yet; gets a copy of the laboratory's repository */
    GitScene(RunLab lab, Path folder) throws IOException {
        this.lab = lab;
        this.folder = folder;
        copy(lab.repository.directory(), folder.resolve("fleet.git"));
        this.repository = BareRepository.at(folder.resolve("fleet.git"));
        this.origin = repository.origin();
    }

    Origin origin() {
        return origin;
    }

    void origin(Origin other) {
        origin = other;
    }

    /** The same repository at another address. */
    void url(String url) {
        origin = new Origin(url, origin.branch(), origin.credentials(), origin.author());
    }

    void credentials(Origin.Credentials credentials) {
        origin = new Origin(origin.url(), origin.branch(), credentials, origin.author());
    }

    /** A smart HTTP server before the repository, which is reached through it from now on. */
    GitHttpServer http() throws Exception {
        if (http.isEmpty()) {
            GitHttpServer server = closing(GitHttpServer.start(repository));
            http = Optional.of(server);
            origin = server.origin();
        }
        return http.get();
    }

    GitSshServer ssh() throws Exception {
        GitSshServer server = closing(GitSshServer.start(repository, folder));
        origin = server.origin(server.keyFile(), server.knownHosts());
        return server;
    }

    <T extends AutoCloseable> T closing(T server) {
        servers.push(server);
        return server;
    }

    /** The folder in which the object store is kept, which is not there yet. */
    Path store() {
        Path kept = folder.resolve("store");
        store = Optional.of(kept);
        return kept;
    }

    /** From now on a server has the least time to answer that JGit knows. */
    void hurry() {
        timeout = Duration.ofSeconds(1);
    }

    /** Happens between what a run reads and its push. */
    void beforePush(int pushes, Deed deed) {
        times = pushes;
        beforePush = deed;
    }

    Publishing publishing() {
        return new Publishing() {
            @Override
            public Remote open() {
                return Remote.open(origin, new Connections(timeout, Optional.empty()), store);
            }

            @Override
            public Publication publish(Remote remote, Snapshot base, Draft draft) {
                if (times-- > 0) {
                    happen(beforePush);
                }
                return lab.pushing(remote, base, draft);
            }

            @Override
            public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
                return List.of();
            }
        };
    }

    /** Where the branch points to; a text where what is there is no commit. */
    String tip() throws IOException {
        Path loose = repository.directory().resolve("refs/heads/main");
        try {
            ObjectId tip = repository.tip("main");
            return tip.equals(ObjectId.zeroId()) && Files.exists(loose) ? Files.readString(loose) : tip.name();
        } catch (IOException e) {
            return Files.exists(loose) ? Files.readString(loose) : "";
        }
    }

    static void happen(Deed deed) {
        try {
            deed.happen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        while (!servers.isEmpty()) {
            servers.pop().close();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
