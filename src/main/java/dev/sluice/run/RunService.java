package dev.sluice.run;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.feed.Feed;
import dev.sluice.feed.FeedReader;
import dev.sluice.feed.FeedSettings;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.Computation;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Impact;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Starts runs, one at a time, and remembers how the last ones ended. */
@ApplicationScoped
public class RunService {

    private static final Logger LOG = Logger.getLogger(RunService.class);

    private final PlanSettings settings;
    private final List<Feed> wanted;
    private final FeedReader feeds;
    private final Publishing outlet;
    private final Clock clock;
    private final Event<RunFinished> finished;
    private final ClusterFacts lookout;

    private final ReentrantLock running = new ReentrantLock();
    private final RecentReports reports = new RecentReports();
    private volatile boolean closed;
    private volatile Optional<Instant> runningSince = Optional.empty();
    private volatile Optional<Computation> computation = Optional.empty();
    private volatile Optional<BranchFirewalls> branch = Optional.empty();
    private volatile List<Impact> impacts = List.of();
    private volatile List<WaitingChange> waiting = List.of();
    private volatile List<StorageFinding> storage = List.of();
    private long lastId;

    RunService(
            PlanSettings settings,
            FeedSettings known,
            FeedReader feeds,
            Publishing outlet,
            Clock clock,
            Event<RunFinished> finished,
            ClusterFacts lookout) {
        this.settings = settings;
        this.wanted = known.named(settings.block().include(), settings.block().exclude());
        this.feeds = feeds;
        this.outlet = outlet;
        this.clock = clock;
        this.finished = finished;
        this.lookout = lookout;
    }

    /** Does one run, unless one is under way or the service is stopping. */
    public Optional<RunFinished> start() {
        return start(Optional.empty());
    }

    /** @param proposed the digest of a held change that a person asks a request for */
    Optional<RunFinished> start(Optional<String> proposed) {
        if (closed || !running.tryLock()) {
            LOG.info("a run is under way, or the service is stopping: this one is left out");
            return Optional.empty();
        }
        try {
            runningSince = Optional.of(clock.instant());
            return Optional.of(run(proposed));
        } finally {
            runningSince = Optional.empty();
            running.unlock();
        }
    }

    /**
     * Waits for the run that is under way, and lets no other begin after it.
     *
     * @return whether it has ended
     */
    boolean close(Duration patience) {
        closed = true;
        try {
            if (running.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                running.unlock();
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** When the run that is under way began. */
    public Optional<Instant> runningSince() {
        return runningSince;
    }

    /** The last reports, newest first. */
    public List<RunReport> reports() {
        return reports.list();
    }

    /** What the last run that got so far computed. */
    public Optional<Computation> computation() {
        return computation;
    }

    /** What is published, and what waits to be, as the last run that read the branch left it. */
    public Optional<BranchFirewalls> branch() {
        return branch;
    }

    /** What the last plan would have done to observed traffic. */
    public List<Impact> impacts() {
        return impacts;
    }

    /** What a person may accept as it is: planned now, and published nowhere. It is no run of this service. */
    List<WaitingChange> look() {
        return new Run(settings, wanted, feeds, new SilentPublishing(outlet), lookout, branch, clock, Optional.empty())
                .execute()
                .waiting();
    }

    /** What a person may accept as it is, as the last run left it. */
    public List<WaitingChange> waiting() {
        return waiting;
    }

    /** What the last run learnt of the storage that LokiStacks need. */
    public List<StorageFinding> storage() {
        return storage;
    }

    private RunFinished run(Optional<String> proposed) {
        Instant started = clock.instant();
        RunResult result = new Run(settings, wanted, feeds, outlet, lookout, branch, clock, proposed).execute();
        result.computation().ifPresent(computed -> computation = Optional.of(computed));
        branch = result.branch();
        result.impacts().ifPresent(measured -> impacts = measured);
        storage = result.storage();
        waiting = result.waiting();
        RunReport report = RunReport.of(
                ++lastId,
                started,
                clock.instant(),
                result,
                settings.block().strategy().toString());
        reports.add(report);
        report.warnings().stream()
                .filter(warning -> !settings.warnings().contains(warning)) // those were said at the start
                .forEach(LOG::warn);
        log(result.outcome(), report);
        RunFinished event =
                new RunFinished(result.outcome(), report, result.branch().flatMap(BranchFirewalls::commit));
        tell(event);
        return event;
    }

    /** The run has ended as it has, whatever becomes of the news. */
    private void tell(RunFinished event) {
        try {
            finished.fire(event);
        } catch (RuntimeException e) {
            LOG.error("what a run came to could not be told everywhere", e);
        }
    }

    private static void log(Outcome outcome, RunReport report) {
        String line = "run %d %s in %d ms; feeds %s; %s"
                .formatted(
                        report.id(),
                        report.outcome(),
                        report.duration().toMillis(),
                        report.feeds().stream()
                                .map(feed -> "%s %s (%d IPv4, %d IPv6)"
                                        .formatted(
                                                feed.name(),
                                                feed.syncToken() == null ? "-" : feed.syncToken(),
                                                feed.prefixesIpv4(),
                                                feed.prefixesIpv6()))
                                .toList(),
                        report.message());
        LOG.log(
                level(outcome),
                line + outcome.accept().map("; accept with digest "::concat).orElse(""));
    }

    private static Logger.Level level(Outcome outcome) {
        if (outcome.isTrouble()) {
            return Logger.Level.ERROR;
        }
        return outcome.isGood() ? Logger.Level.INFO : Logger.Level.WARN;
    }
}
