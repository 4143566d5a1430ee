package dev.sluice.run;

import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.RewordedCommit;
import dev.sluice.gitops.Secret;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.review.Forge;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.Repository;
import dev.sluice.review.ReviewConfig.Grouping;
import dev.sluice.review.forge.ForgeRegistry;
import dev.sluice.review.forge.Reviewing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.ObjectId;

/** A {@link RunLab} with a forge beside its repository, which holds a first commit. */
public final class ReviewLab {

    private static final Instant NOW = Instant.parse("2026-01-02T02:00:00Z");

    public static final Reviewing EACH = reviewing(Grouping.CLUSTER, 25);
    public static final Reviewing ALL = reviewing(Grouping.ALL, 25);

    public final RunLab lab;
    public final MemoryForge forge;
    public ClusterFacts lookout = ClusterFacts.NONE;
    public Optional<BranchFirewalls> branch = Optional.empty();

    /** Those of the last run. */
    public List<String> warnings = List.of();

    /** What runs publish through, around what writes to the repository and the forge. */
    public UnaryOperator<Publishing> publishing = UnaryOperator.identity();

    /** When runs believe to be. */
    public Instant now = NOW;

    /** What a person asks a request for: the digest of a held change. */
    public Optional<String> proposed = Optional.empty();

    private int seconds;

    public ReviewLab(Path folder) {
        this(new RunLab(folder));
        write("main", Map.of("README.md", "Fleet\n"));
    }

    /** With a repository as it is. */
    public ReviewLab(RunLab lab) {
        this.lab = lab;
        this.forge = new MemoryForge(this::head);
    }

    public static Reviewing reviewing(Grouping grouping, int maxNew) {
        return reviewing(grouping, maxNew, Optional.empty());
    }

    public static Reviewing reviewing(Grouping grouping, int maxNew, Optional<String> instance) {
        return new Reviewing(
                ForgeRegistry.find("github").orElseThrow(),
                new Repository(
                        URI.create("https://api.git.example"),
                        "platform/fleet",
                        new Repository.AccessToken(Secret.of("t0ken")),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Optional.empty()),
                grouping,
                List.of("egress"),
                List.of("anna"),
                List.of("bob"),
                false,
                maxNew,
                false,
                instance);
    }

    public Outcome propose(Fleet fleet) {
        return run(fleet.proposing(Mode.PULL_REQUEST, EACH));
    }

    public Outcome proposeTogether(Fleet fleet) {
        return run(fleet.proposing(Mode.PULL_REQUEST, ALL));
    }

    public Outcome byRisk(Fleet fleet) {
        return run(fleet.proposing(Mode.BY_RISK, EACH));
    }

    public Outcome run(Fleet fleet) {
        return run(fleet, () -> forge);
    }

    /** @param branch the one that is followed */
    public Outcome run(Fleet fleet, String branch) {
        Origin origin = lab.repository.origin();
        Origin other = new Origin(origin.url(), branch, origin.credentials(), origin.author());
        return run(fleet.settings(lab.feeds.feeds(), other), () -> forge);
    }

    /** Makes a branch that stands where another one does. */
    public void copy(String from, String to) {
        asked(() -> {
            lab.repository.point(to, tip(from));
            return 0;
        });
    }

    public Outcome run(Fleet fleet, Supplier<Forge> forges) {
        return run(lab.settings(fleet), forges);
    }

    public Outcome run(LabSettings settings) {
        return run(settings, () -> forge);
    }

    private Outcome run(LabSettings settings, Supplier<Forge> forges) {
        RunResult run = new Run(
                        settings.plan(),
                        RunLab.wanted(settings),
                        RunLab.reader(settings),
                        publishing(settings, forges),
                        lookout,
                        Optional.empty(),
                        Clock.fixed(now, ZoneOffset.UTC),
                        proposed)
                .execute();
        branch = run.branch();
        warnings = run.warnings();
        return run.outcome();
    }

    /** Each run a second later than the last: two never make the very same commit. */
    Publishing publishing(LabSettings settings, Supplier<Forge> forges) {
        Clock clock = Clock.fixed(NOW.plusSeconds(seconds++), ZoneOffset.UTC);
        Supplier<Remote> remotes = () ->
                Remote.open(settings.origin(), new Connections(settings.git().timeout(), Optional.empty()));
        return publishing.apply(new RemotePublishing(
                settings.origin().branch(),
                settings.plan().owner(),
                settings.reviewing(),
                remotes,
                new Commits(clock, Optional.empty()),
                Optional.of(forges),
                RunLab.WORDS,
                words -> {}));
    }

    /** A commit by somebody else. */
    public ObjectId write(String branch, Map<String, String> files) {
        return asked(() -> lab.repository.write(branch, files));
    }

    public void delete(String branch) {
        asked(() -> {
            lab.repository.drop(branch);
            return 0;
        });
    }

    /** The branch's last commit with another message. */
    public void reword(String branch, UnaryOperator<String> words) {
        asked(() -> {
            RewordedCommit.on(lab.repository, branch, words);
            return 0;
        });
    }

    /** What the branch is at; the zero id where there is none. */
    public ObjectId tip(String branch) {
        return asked(() -> lab.repository.tip(branch));
    }

    /** The first parent of the branch's last commit. */
    public ObjectId parent(String branch) {
        return asked(() -> lab.repository.log(branch)).getFirst().getParent(0).getId();
    }

    /** Whether a commit is the branch's or lies below it. */
    public boolean contains(String branch, ObjectId commit) {
        return asked(() -> lab.repository.log(branch)).stream()
                .anyMatch(each -> each.getId().equals(commit));
    }

    public int commits(String branch) {
        return asked(() -> lab.repository.log(branch)).size();
    }

    public Map<String, String> files(String branch) {
        return asked(() -> lab.repository.files(branch));
    }

    /** Publishes a fleet of one cluster by a request that is merged. */
    public void publish(Fleet fleet) {
        propose(fleet);
        merge(forge.only());
    }

    /** What pressing the button does: the branch is merged, and stays. */
    public void merge(PullRequest request) {
        asked(() -> {
            lab.repository.point("main", tip(forge.proposal(request).branch()));
            return 0;
        });
        forge.end(request, PullRequest.RequestState.MERGED);
    }

    private Optional<String> head(String branch) {
        return Optional.of(tip(branch))
                .filter(id -> !id.equals(ObjectId.zeroId()))
                .map(ObjectId::name);
    }

    private interface Question<T> {
        T ask() throws IOException;
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
