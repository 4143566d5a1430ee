package dev.sluice.run;

import dev.sluice.feed.Feed;
import dev.sluice.feed.FeedClient;
import dev.sluice.feed.FeedReader;
import dev.sluice.feed.FeedSource;
import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.PushingPublisher;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.gitops.refs.AcceptanceRefs;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.review.Settled;
import dev.sluice.review.body.RequestBody;
import dev.sluice.review.body.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Feeds in files, a bare repository, and runs on plain objects between them. */
public final class RunLab {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T02:00:00Z"), ZoneOffset.UTC);

    /** After every publication of the tests. */
    private static final Clock LATE = Clock.fixed(Instant.parse("2040-01-01T00:00:00Z"), ZoneOffset.UTC);

    public static final RequestBody WORDS = new RequestBody(Templates.engine());

    /** What writes to a remote, or would. */
    public interface Pushing {
        Publication publish(Remote remote, Snapshot base, Draft draft);
    }

    public final FeedFiles feeds;
    public final BareRepository repository;
    private int pushes;

    public RunLab(Path folder) {
        this.feeds = new FeedFiles(folder.resolve("feeds"));
        try {
            this.repository = BareRepository.create(folder.resolve("fleet.git"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LabSettings settings(Fleet fleet) {
        return fleet.settings(feeds.feeds(), repository.origin());
    }

    public Outcome run(Fleet fleet) {
        return run(fleet, this::pushing);
    }

    /** @param pushing what writes to a remote */
    public Outcome run(Fleet fleet, Pushing pushing) {
        return run(fleet, pushing, Optional.empty()).outcome();
    }

    /** @param branch what an earlier run knew of it */
    public RunResult run(Fleet fleet, Pushing pushing, Optional<BranchFirewalls> branch) {
        LabSettings settings = settings(fleet);
        return run(settings, reader(settings), outlet(settings, pushing), ClusterFacts.NONE, branch);
    }

    public RunResult run(Fleet fleet, Publishing publishing, ClusterFacts facts) {
        LabSettings settings = settings(fleet);
        return run(settings, reader(settings), publishing, facts);
    }

    public RunResult run(LabSettings settings, ClusterFacts facts) {
        return run(settings, reader(settings), outlet(settings, this::pushing), facts);
    }

    /**
     * A run whose parts the caller chooses.
     *
     * @param feeds may have read earlier publications
     */
    public RunResult run(LabSettings settings, FeedReader feeds, Publishing publishing, ClusterFacts facts) {
        return run(settings, feeds, publishing, facts, Optional.empty());
    }

    /** Runs when a clock says so. */
    RunResult run(LabSettings settings, Clock clock) {
        return run(settings, reader(settings, clock), outlet(settings, this::pushing), ClusterFacts.NONE);
    }

    private static RunResult run(
            LabSettings settings,
            FeedReader feeds,
            Publishing publishing,
            ClusterFacts facts,
            Optional<BranchFirewalls> branch) {
        return new Run(settings.plan(), wanted(settings), feeds, publishing, facts, branch, CLOCK, Optional.empty())
                .execute();
    }

    /** Each a second later than the last: two runs never make the very same commit. */
    public Publication pushing(Remote remote, Snapshot base, Draft draft) {
        Clock clock = Clock.offset(CLOCK, Duration.ofSeconds(pushes++));
        return new PushingPublisher(remote, new Commits(clock, Optional.empty())).publish(base, draft);
    }

    public Remote open(Fleet fleet) {
        return outlet(settings(fleet), this::pushing).open();
    }

    /** The feeds of a block. */
    public static List<Feed> wanted(LabSettings settings) {
        BlockPolicy block = settings.plan().block();
        return settings.feeds().named(block.include(), block.exclude());
    }

    /** A reader that never waits. */
    public static FeedReader reader(LabSettings settings) {
        return reader(settings, LATE);
    }

    /** @param clock what feeds are not to be far ahead of */
    static FeedReader reader(LabSettings settings, Clock clock) {
        return new FeedReader(new FeedClient(FeedSource.of(settings.feeds().transfer(), null)), pause -> {}, clock);
    }

    public static Publishing outlet(LabSettings settings, Pushing pushing) {
        return new Publishing() {
            @Override
            public Remote open() {
                return Remote.open(
                        settings.origin(), new Connections(settings.git().timeout(), Optional.empty()));
            }

            @Override
            public Publication publish(Remote remote, Snapshot base, Draft draft) {
                return pushing.publish(remote, base, draft);
            }

            @Override
            public void remove(AcceptanceRefs refs, List<ChangeAcceptance> gone) {
                refs.remove(gone);
            }

            @Override
            public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
                return List.of();
            }
        };
    }

    /** What the branch holds now: texts by path. */
    public SortedMap<String, String> files() {
        try {
            return repository.files("main");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int commits() {
        try {
            return repository.log("main").size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole message of the last commit. */
    public String message() {
        try {
            return repository.log("main").getFirst().getFullMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paths that differ between two states of the branch. */
    public static Set<String> changed(SortedMap<String, String> before, SortedMap<String, String> after) {
        Set<String> paths = new TreeSet<>();
        SortedMap<String, String> both = new TreeMap<>(before);
        both.putAll(after);
        both.keySet().stream()
                .filter(path -> !Optional.ofNullable(before.get(path)).equals(Optional.ofNullable(after.get(path))))
                .forEach(paths::add);
        return paths;
    }
}
