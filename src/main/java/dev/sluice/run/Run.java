package dev.sluice.run;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.config.Settings;
import dev.sluice.feed.Document;
import dev.sluice.feed.FeedReader;
import dev.sluice.feed.Reading;
import dev.sluice.gitops.Change;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.Computation;
import dev.sluice.plan.Passage;
import dev.sluice.plan.Plan;
import dev.sluice.plan.Planner;
import dev.sluice.policy.Impact;
import dev.sluice.review.Candidate;
import dev.sluice.review.Settled;
import dev.sluice.review.body.RequestBody;
import dev.sluice.text.ExplainedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** One run: feed, ranges, policy, render, gitops. Any doubt ends it before something is pushed. */
public final class Run {

    private static final Logger LOG = Logger.getLogger(Run.class);

    /** How often a draft is made again because somebody else was faster. */
    private static final int MAX_ATTEMPTS = 5;

    private final FeedReader feeds;
    private final Publishing outlet;
    private final RequestBody words;
    private final ClusterFacts lookout;

    private Settings settings;
    private List<ResolvedNetworks> networks = List.of();
    private List<String> unseenOperators = List.of();
    private List<Document> documents = List.of();
    private Optional<Computation> computation = Optional.empty();
    private List<Settled> settled = List.of();
    private List<StorageFinding> storage = List.of();
    private Optional<List<Impact>> impacts = Optional.empty();
    private Optional<BranchFirewalls.Comparison> comparison = Optional.empty();
    private Optional<BranchFirewalls> branch;
    private Optional<Outcome.Committed> landed = Optional.empty();

    Run(Settings settings, FeedReader feeds, Publishing outlet, RequestBody words, ClusterFacts lookout) {
        this(settings, feeds, outlet, words, lookout, Optional.empty());
    }

    /** @param branch what is known of the branch from an earlier run */
    Run(
            Settings settings,
            FeedReader feeds,
            Publishing outlet,
            RequestBody words,
            ClusterFacts lookout,
            Optional<BranchFirewalls> branch) {
        this.branch = branch;
        this.settings = settings;
        this.feeds = feeds;
        this.outlet = outlet;
        this.words = words;
        this.lookout = lookout;
    }

    /** What was fetched; empty before that. */
    List<Document> documents() {
        return documents;
    }

    /** What clusters told of their networks; empty where none was asked. */
    List<ResolvedNetworks> networks() {
        return networks;
    }

    /** Whose operators could not be seen, each with its cause. */
    List<String> unseenOperators() {
        return unseenOperators;
    }

    /** What is doubtful about the settings, and about what clusters told. */
    public List<String> warnings() {
        return settings.warnings();
    }

    /** What could not be seen of what clusters do with earlier commits. */
    List<String> unverified() {
        return lookout.unseen();
    }

    /** What was computed; empty where the feeds did not allow it. */
    Optional<Computation> computation() {
        return computation;
    }

    /** What became of the requests; empty where none was settled. */
    List<Settled> settled() {
        return settled;
    }

    /** What is known of the storage that LokiStacks need. */
    List<StorageFinding> storage() {
        return storage;
    }

    /** What the plan would have done to observed traffic; empty where there was none. */
    Optional<List<Impact>> impacts() {
        return impacts;
    }

    /** What is known of the branch and of a plan that waits; empty where no run has read it yet. */
    public Optional<BranchFirewalls> branch() {
        return branch;
    }

    public Outcome execute() {
        Outcome outcome = outcome();
        comparison.ifPresent(compared -> branch = Optional.of(now(compared, outcome)));
        return outcome;
    }

    private static BranchFirewalls now(BranchFirewalls.Comparison compared, Outcome outcome) {
        return outcome.pending().map(compared::withPlan).orElseGet(compared::withoutPlan);
    }

    private Outcome outcome() {
        try {
            return switch (feeds.read(settings.feeds())) {
                case Reading.Agreed agreed -> publish(agreed.documents());
                case Reading.Apart apart -> skip(apart.documents());
            };
        } catch (ExplainedException e) {
            LOG.debugf(e, "where the run failed (%s)", e.subject());
            return new Outcome.Failed(landed, e.explanation());
        } catch (RuntimeException e) {
            LOG.error("a run ended with an unexpected exception", e);
            return new Outcome.Failed(landed, "unexpected: " + e);
        }
    }

    private Outcome skip(List<Document> apart) {
        documents = apart;
        String tokens = apart.stream()
                .filter(document -> document.token().isPresent())
                .map(document -> document.name() + " " + document.token().getAsLong())
                .collect(Collectors.joining(", "));
        return new Outcome.Skipped("goog and cloud are of different publications: syncToken " + tokens);
    }

    private Outcome publish(List<Document> agreed) {
        documents = agreed;
        try (Remote remote = outlet.open()) {
            Snapshot base = remote.fetch();
            try {
                return publish(agreed, remote, base);
            } finally {
                if (comparison.isEmpty()) { // there is no plan; what is published is to be known even so
                    branch = found(base);
                }
            }
        }
    }

    private Optional<BranchFirewalls> found(Snapshot base) {
        if (branch.filter(known -> known.commit().equals(base.commit())).isPresent()) {
            return branch.map(BranchFirewalls::withoutPending);
        }
        try {
            return Optional.of(BranchFirewalls.read(base, settings));
        } catch (GitException e) {
            return Optional.empty(); // why the run failed is the news
        }
    }

    private Outcome publish(List<Document> agreed, Remote remote, Snapshot base) {
        NetworkResolver.Resolved resolved = lookout.networks(settings, base);
        networks = resolved.networks();
        OperatorResolver.Resolved operators = lookout.operators(resolved.settings(), base);
        settings = DepartingOperators.protect(operators.settings(), base);
        unseenOperators = operators.unseen();
        Planner planner = new Planner(settings, words, () -> impacts.orElse(List.of()));
        Computation computed = planner.compute(agreed);
        computation = Optional.of(computed);
        List<String> warnings = new ArrayList<>(settings.warnings());
        warnings.addAll(Passage.warnings(settings, computed.blocked().addresses()));
        settings = settings.with(settings.clusters(), warnings);
        storage = lookout.storage();
        return publish(planner, computed, remote, base);
    }

    private Outcome publish(Planner planner, Computation computed, Remote remote, Snapshot fetched) {
        String outrun = "";
        Snapshot base = fetched;
        for (int moves = 0; moves < MAX_ATTEMPTS; base = remote.fetch()) {
            Planner.Compared compared = planner.compare(documents, computed, base);
            comparison = Optional.of(compared.firewalls());
            switch (planner.plan(documents, computed, compared)) {
                case Plan.Older(String reason) -> {
                    return new Outcome.Skipped(landed, reason);
                }
                case Plan.Hold hold -> {
                    Optional<String> accept =
                            hold.tripped().isEmpty() ? Optional.empty() : Optional.of(computed.digest());
                    return new Outcome.Held(landed, hold.reasons(), accept);
                }
                case Plan.Publish(Optional<Draft> commit, List<Candidate> candidates) -> {
                    look(base, commit, candidates);
                    if (commit.isEmpty()) {
                        settled = outlet.settle(remote, base, candidates);
                        return Outcome.of(landed, settled);
                    }
                    String subject = commit.get().message().subject();
                    switch (outlet.publisher(remote).publish(base, commit.get())) {
                        case Publication.Committed(String id) -> {
                            moves += landed.isPresent() ? 1 : 0; // somebody took back what was pushed before
                            landed = Optional.of(new Outcome.Committed(id, subject));
                            comparison = Optional.of(compared.firewalls()
                                    .committed(id, clusters(commit.get().change())));
                            if (settings.reviewing().isEmpty()) {
                                return landed.get();
                            } // else what is proposed stands on top of it
                        }
                        case Publication.Printed() -> {
                            return Outcome.planned(subject, outlet.settle(remote, base, candidates));
                        }
                        case Publication.Outrun(String reason) -> {
                            moves++;
                            outrun = reason;
                        }
                    }
                }
            }
        }
        return new Outcome.Failed(
                landed, "the branch moved during each of " + MAX_ATTEMPTS + " attempts to push (" + outrun + ")");
    }

    /** The clusters whose folders a change touches. */
    private Set<String> clusters(Change change) {
        int start = settings.path().length() + 1;
        return Stream.concat(change.written().keySet().stream(), change.deleted().stream())
                .map(path -> path.substring(start, path.indexOf('/', start)))
                .collect(Collectors.toSet());
    }

    /** Asked once a run: a draft that is made again for a moved branch says the same of the feeds. */
    private void look(Snapshot base, Optional<Draft> commit, List<Candidate> candidates) {
        List<Change> changes = Stream.concat(
                        commit.stream(), candidates.stream().map(Candidate::draft))
                .map(Draft::change)
                .toList();
        if (impacts.isEmpty() && !changes.isEmpty()) {
            impacts = Optional.of(lookout.impact(base, changes));
        }
    }
}
