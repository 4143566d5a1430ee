package dev.sluice.run.history;

import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.GitSettings;
import dev.sluice.gitops.Remote;
import dev.sluice.plan.history.HistoryReader;
import dev.sluice.plan.history.PublishedHistory;
import dev.sluice.plan.history.PublishedHistory.HistoryEnd;
import dev.sluice.run.RepositoryAccess;
import dev.sluice.run.RunFinished;
import dev.sluice.text.ExplainedException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells the history of what is published, read from Git when it is asked for and remembered since. One question is answered at a
 * time, within {@link #PATIENCE} and the time-outs of Git.
 */
@ApplicationScoped
public class HistoryService {

    /** A large fleet's past is read in several answers. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** For as long nothing is asked of Git again. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final FolderTemplate folders;
    private final RepositoryAccess upstream;
    private final RunTimeline timeline;
    private final Clock clock;

    private Optional<OpenRemote> open = Optional.empty();
    private Optional<FleetHistory> last = Optional.empty();
    private volatile Instant readAt = Instant.MIN;
    private boolean isClosed;

    private record OpenRemote(Remote remote, HistoryReader reader) {}

    /**
     * What is known of the past.
     *
     * @param runs newest first
     * @param refusal why runs are not kept in Git; empty where they are
     * @param trouble why this may not be all that there is; empty where all could be read
     */
    public record FleetHistory(
            PublishedHistory published, List<NotedRun> runs, Optional<String> refusal, Optional<String> trouble) {

        public FleetHistory {
            runs = List.copyOf(runs);
        }
    }

    HistoryService(GitSettings git, RepositoryAccess upstream, RunTimeline timeline, Clock clock) {
        this.folders = git.folders();
        this.upstream = upstream;
        this.timeline = timeline;
        this.clock = clock;
    }

    public synchronized FleetHistory history() {
        Instant now = clock.instant();
        boolean isFresh = last.filter(known -> known.trouble().isEmpty()
                        && known.published().end() != HistoryEnd.TIME
                        && now.isBefore(readAt.plus(FRESH)))
                .isPresent();
        if (!isFresh) {
            last = Optional.of(read(now.plus(PATIENCE)));
            readAt = clock.instant();
        }
        return last.orElseThrow();
    }

    private FleetHistory read(Instant until) {
        try {
            if (isClosed) {
                throw new GitException("the service is stopping");
            }
            OpenRemote from = open.orElseGet(() -> {
                Remote remote = upstream.aside().get();
                return new OpenRemote(remote, new HistoryReader(remote, folders));
            });
            open = Optional.of(from);
            PublishedHistory published = from.reader()
                    .read(from.remote().fetch(), () -> clock.instant().isBefore(until));
            return new FleetHistory(published, timeline.read(from.remote()), timeline.refusal(), Optional.empty());
        } catch (ExplainedException e) {
            close(); // the next question begins with another store
            return new FleetHistory(
                    last.map(FleetHistory::published).orElse(new PublishedHistory(List.of(), HistoryEnd.UNREADABLE)),
                    timeline.known(),
                    timeline.refusal(),
                    Optional.of(e.explanation()));
        }
    }

    /** What a run changed is to be seen at once. */
    void afterRun(@Observes RunFinished run) {
        readAt = Instant.MIN;
    }

    private void close() {
        open.ifPresent(known -> known.remote().close());
        open = Optional.empty();
    }

    synchronized void end(@Observes ShutdownEvent event) {
        isClosed = true;
        close();
    }
}
