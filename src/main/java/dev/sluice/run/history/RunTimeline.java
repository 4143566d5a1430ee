package dev.sluice.run.history;

import dev.sluice.gitops.GitSettings;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.refs.RunNotes;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.run.Outcome;
import dev.sluice.run.Publishing;
import dev.sluice.run.RepositoryAccess;
import dev.sluice.run.RunFinished;
import dev.sluice.run.RunReport;
import dev.sluice.run.history.NotePages.PlacedRun;
import dev.sluice.text.ExplainedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * How the last runs ended. They are kept in notes of the commits that the branch was at, so that they survive a restart: a
 * run that changed something, or ended otherwise than the one before, takes those before it along; one that found nothing to
 * do waits for such a run. Where notes are off, or
 * the server refuses them, the runs of this process are known alone. Thread-safe.
 */
@ApplicationScoped
public class RunTimeline {

    private static final Logger LOG = Logger.getLogger(RunTimeline.class);

    /** How many are kept. */
    static final int MOST = 500;

    private static final Set<String> CHANGES = Set.of("opened", "updated", "closed");

    private final boolean isKept;
    private final NotePages pages;
    private final RepositoryAccess upstream;
    private final Clock clock;

    private List<NotedRun> kept = List.of();
    private List<NotedRun> waiting = List.of();
    private Optional<String> lastOutcome = Optional.empty();
    private Optional<String> refusal = Optional.empty();

    RunTimeline(GitSettings git, PlanSettings settings, RepositoryAccess upstream, Publishing publishing, Clock clock) {
        this.isKept = git.notes() && publishing.isWriting();
        this.pages = new NotePages(settings.owner().toString(), MOST);
        this.upstream = upstream;
        this.clock = clock;
    }

    synchronized void remember(@Observes RunFinished finished) {
        RunReport report = finished.report();
        waiting = newest(Stream.concat(Stream.of(NotedRun.of(report)), waiting.stream()));
        boolean isChange = changes(report);
        boolean isNews = isChange
                || finished.outcome().kind() != Outcome.Kind.UNCHANGED
                        && !lastOutcome.equals(Optional.of(report.outcome()));
        lastOutcome = Optional.of(report.outcome());
        boolean isEnding = finished.outcome() instanceof Outcome.Failed failed && failed.isLast();
        Optional<String> at = finished.branch();
        if (isKept && isNews && !isEnding && at.isPresent()) {
            push(at.get(), isChange);
        }
    }

    private static boolean changes(RunReport report) {
        return report.commit() != null
                || report.requests().stream().anyMatch(request -> CHANGES.contains(request.state()));
    }

    private void push(String at, boolean isChange) {
        List<PlacedRun> more =
                waiting.stream().map(run -> new PlacedRun(at, run)).toList();
        try (Remote remote = upstream.aside().get()) {
            new RunNotes(remote)
                    .update(
                            notes -> {
                                List<PlacedRun> known = pages.runs(notes);
                                kept = known.stream().map(PlacedRun::run).toList();
                                return isChange || !isKnown(known)
                                        ? pages.with(notes, more)
                                        : pages.with(notes, List.of());
                            },
                            "Note how runs ended",
                            clock.instant());
            kept = newest(Stream.concat(waiting.stream(), kept.stream()));
            waiting = List.of();
            refusal = Optional.empty();
        } catch (ExplainedException e) {
            if (refusal.isEmpty()) {
                LOG.warnf(
                        "how runs ended is not kept in %s (%s): a restart forgets it; sluice.git.notes: false stops trying",
                        RunNotes.REF, e.explanation());
            }
            refusal = Optional.of(e.explanation());
        }
    }

    /** Whether the last run that is kept ended as this one did: a one-shot that is held every night is said once. */
    private boolean isKnown(List<PlacedRun> known) {
        NotedRun last = waiting.getFirst();
        return known.stream()
                .findFirst()
                .map(PlacedRun::run)
                .filter(run ->
                        run.outcome().equals(last.outcome()) && run.message().equals(last.message()))
                .isPresent();
    }

    /**
     * The last runs, newest first.
     *
     * @param remote where notes are read; not contacted where they are off
     * @throws dev.sluice.gitops.GitException if they cannot be read
     */
    List<NotedRun> read(Remote remote) {
        if (isKept) {
            List<PlacedRun> found = pages.runs(new RunNotes(remote).read()); // a run that ends meanwhile need not wait
            synchronized (this) {
                kept = newest(Stream.concat(found.stream().map(PlacedRun::run), kept.stream()));
            }
        }
        return known();
    }

    /** The last runs as far as they are known without asking, newest first. */
    synchronized List<NotedRun> known() {
        return newest(Stream.concat(waiting.stream(), kept.stream()));
    }

    /** Why runs are not kept; empty where they are, or no run was to be kept yet. */
    synchronized Optional<String> refusal() {
        return isKept ? refusal : Optional.of("sluice.git.notes is false");
    }

    private static List<NotedRun> newest(Stream<NotedRun> all) {
        return new ArrayList<>(all.distinct()
                .sorted(Comparator.comparing(NotedRun::started).reversed())
                .limit(MOST)
                .toList());
    }
}
