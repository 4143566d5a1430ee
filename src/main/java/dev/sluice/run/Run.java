package dev.sluice.run;

import dev.sluice.feed.Document;
import dev.sluice.feed.Feed;
import dev.sluice.feed.FeedReader;
import dev.sluice.feed.Reading;
import dev.sluice.gitops.Change;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.BranchFirewalls.Comparison;
import dev.sluice.plan.Computation;
import dev.sluice.plan.FreezePassage;
import dev.sluice.plan.Passage;
import dev.sluice.plan.Plan;
import dev.sluice.plan.Planner;
import dev.sluice.plan.SpecialShare;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Freeze;
import dev.sluice.policy.Impact;
import dev.sluice.review.Settled;
import dev.sluice.text.ExplainedException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** One run: feed, ranges, policy, render, gitops. Any doubt ends it before something is pushed. */
public final class Run {

    private static final Logger LOG = Logger.getLogger(Run.class);

    /** How often the branch may move before the run gives up. */
    private static final int MAX_MOVES = 5;

    private final PlanSettings settings;
    private final List<Feed> wanted;
    private final FeedReader feeds;
    private final Publishing publishing;
    private final ClusterFacts facts;
    private final Optional<BranchFirewalls> known;
    private final Clock clock;
    private final Optional<String> proposed;

    /**
     * @param wanted included feeds first
     * @param known what an earlier run knew of the branch
     * @param proposed the digest of a held change that a person asks a request for
     */
    Run(
            PlanSettings settings,
            List<Feed> wanted,
            FeedReader feeds,
            Publishing publishing,
            ClusterFacts facts,
            Optional<BranchFirewalls> known,
            Clock clock,
            Optional<String> proposed) {
        this.proposed = proposed;
        this.settings = settings;
        this.wanted = List.copyOf(wanted);
        this.feeds = feeds;
        this.publishing = publishing;
        this.facts = facts;
        this.known = known;
        this.clock = clock;
    }

    /** Does the run. A failure is an outcome too: it comes with all that was found and pushed before it. */
    public RunResult execute() {
        RunProgress run = new RunProgress(settings.warnings(), known);
        Outcome outcome = outcome(run);
        publishing.progress("");
        return run.ended(outcome, facts.unseen());
    }

    private Outcome outcome(RunProgress run) {
        try {
            return switch (feeds.read(wanted)) {
                case Reading.Agreed(List<Document> documents) -> follow(run, documents);
                case Reading.Apart(List<Document> documents) -> skip(run, documents);
            };
        } catch (ExplainedException e) {
            LOG.debugf(e, "where the run failed (%s)", e.subject());
            return new Outcome.Failed(run.landed, e.explanation());
        } catch (OutOfMemoryError e) {
            run.forget(); // what was found may be what needs the memory
            return new Outcome.Failed(run.landed, MemoryShortage.said(e), true);
        } catch (RuntimeException | Error e) { // a run without an outcome would be counted and tried again by nothing
            LOG.error("a run ended with an unexpected exception", e);
            return new Outcome.Failed(run.landed, "unexpected: " + e);
        }
    }

    private static Outcome skip(RunProgress run, List<Document> apart) {
        run.documents = apart;
        String tokens = apart.stream()
                .filter(document -> document.token().isPresent())
                .map(document -> document.name() + " " + document.token().getAsLong())
                .collect(Collectors.joining(", "));
        return new Outcome.Skipped(
                Feed.GOOG + " and " + Feed.CLOUD + " are of different publications: syncToken " + tokens);
    }

    private Outcome follow(RunProgress run, List<Document> agreed) {
        run.documents = agreed;
        EgressFirewallCodec codec = new EgressFirewallCodec();
        try (Remote remote = publishing.open()) {
            Snapshot base = remote.fetch();
            requireBranch(remote, base);
            try {
                PlanSettings resolved = askClusters(run, base);
                Planner planner = new Planner(resolved, feeds.horizon(), codec, publishing::progress);
                Computation computed = compute(run, resolved, planner);
                return publish(run, planner, computed, remote, base);
            } finally {
                if (run.comparison.isEmpty()) { // there is no plan; what is published is to be known even so
                    run.branch = found(base, codec);
                }
            }
        }
    }

    /** What was published and is gone would be published anew, with nothing for the guards to compare with. */
    private void requireBranch(Remote remote, Snapshot base) {
        Optional<String> before = base.commit().isPresent() ? Optional.empty() : known.flatMap(BranchFirewalls::commit);
        if (before.isPresent()) {
            throw new GitException(remote.origin().url() + " had commit " + before.get() + " when the last run ended,"
                    + " and no branch is left: restore it, or restart Sluice to begin anew");
        }
    }

    /** @return the settings with what clusters told */
    private PlanSettings askClusters(RunProgress run, Snapshot base) {
        NetworkResolver.WithNetworks networks = facts.networks(settings, base);
        run.networks = networks.networks();
        OperatorResolver.WithOperators operators = facts.operators(networks.settings(), base);
        run.unseenOperators = operators.unseen();
        PlanSettings resolved = DepartingOperators.protect(operators.settings(), base);
        run.warnings = resolved.warnings();
        return resolved;
    }

    private Computation compute(RunProgress run, PlanSettings resolved, Planner planner) {
        List<String> special = SpecialShare.warnings(resolved, run.documents);
        Computation computed = planner.compute(run.documents);
        run.computation = Optional.of(computed);
        run.warnings = Stream.of(
                        resolved.warnings(),
                        special,
                        Passage.warnings(resolved, computed.blocked().addresses()),
                        publishing.unheeded(settings, clock.instant()))
                .flatMap(List::stream)
                .toList();
        run.storage = facts.storage();
        return computed;
    }

    /** Plans and pushes, again and again while others push to the branch in between. */
    private Outcome publish(RunProgress run, Planner planner, Computation computed, Remote remote, Snapshot fetched) {
        String outrun = "";
        Snapshot base = fetched;
        Predicate<String> held = publishing.held(remote);
        AcceptedChanges accepted = AcceptedChanges.read(publishing, remote, settings);
        Optional<Freeze.ActiveFreeze> freeze =
                publishing.isWriting() ? settings.freeze().at(clock.instant()) : Optional.empty();
        for (int moves = 0; moves < MAX_MOVES; base = remote.fetch()) {
            FreezePassage passage = passage(run, planner, computed, base, freeze);
            switch (planner.plan(run.documents, computed, passage.passing(), held, accepted::of)) {
                case Plan.Older(String reason) -> {
                    return new Outcome.Skipped(run.landed, reason);
                }
                case Plan.Hold hold -> {
                    HeldRequest request = HeldRequest.of(hold, impact(run));
                    if (accepted.hear(remote, request.planned())) {
                        moves++;
                        continue;
                    }
                    publishing.begin(hold.waiting().summary());
                    show(run, base, hold);
                    accepted.keepOnly(Set.of(hold.effect()));
                    run.settled = request.settle(publishing, remote, base, proposed, freeze, passage);
                    return request.outcome(run, computed);
                }
                case Plan.Publish plan -> {
                    List<PlannedRequest> requests = plan.requests(impact(run));
                    publishing.begin(plan.summary());
                    run.waiting = requests.stream().map(WaitingChange::of).toList();
                    if (plan.commit().isEmpty()) {
                        if (freeze.isPresent() && !passage.frozen().isEmpty()) {
                            run.settled = publishing.settle(remote, base, requests, freeze.get());
                            return new Outcome.Frozen(
                                    run.landed, freeze.get().toString(), passage.frozen(), run.settled);
                        }
                        if (accepted.hear(remote, requests)) {
                            moves++;
                            continue;
                        }
                        run.settled = publishing.settle(remote, base, requests);
                        accepted.keepOnly(plan.effects());
                        return Outcome.of(run.landed, run.settled);
                    }
                    Draft commit = plan.commit().get();
                    switch (accepted.publish(remote, base, plan, run)) {
                        case Publication.Landed(String id) -> {
                            moves += run.landed.isPresent() ? 1 : 0; // what was pushed before was taken back
                            land(run, id, commit);
                            if (settings.proposing().isEmpty()
                                    && passage.frozen().isEmpty()) {
                                accepted.keepOnly(Set.of());
                                return run.landed.get();
                            } // else what is proposed is built on top of it
                        }
                        case Publication.Printed() -> {
                            List<Settled> shown = publishing.settle(remote, base, requests);
                            return Outcome.planned(commit.message().subject(), shown);
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
                run.landed, "the branch moved during each of " + MAX_MOVES + " attempts to push (" + outrun + ")");
    }

    /** A person decides on the change itself. */
    private void show(RunProgress run, Snapshot base, Plan.Hold hold) {
        Plan.Publish held = hold.waiting();
        run.waiting = List.of(WaitingChange.of(hold));
        List<Draft> drafts = Stream.concat(
                        held.commit().stream(), held.requests().stream().map(PlannedRequest::draft))
                .toList();
        drafts.forEach(draft -> publishing.show(base, draft));
        run.held = drafts.isEmpty() ? Optional.empty() : Optional.of(HeldChange.of(base, drafts, hold.effect()));
    }

    /** Compares with the branch, and leaves aside what a freeze holds back. */
    private FreezePassage passage(
            RunProgress run,
            Planner planner,
            Computation computed,
            Snapshot base,
            Optional<Freeze.ActiveFreeze> freeze) {
        Planner.BranchComparison compared = planner.compare(run.documents, computed, base);
        run.comparison = Optional.of(compared.firewalls());
        return freeze.isPresent()
                ? FreezePassage.of(compared, settings.freeze().exceptions())
                : new FreezePassage(compared, List.of());
    }

    /** Asked once a run: a plan that is made again for a moved branch says the same of the feeds. */
    private List<Impact> impact(RunProgress run) {
        SortedMap<String, List<FirewallDelta>> changing =
                run.comparison.map(Comparison::changing).orElse(Collections.emptySortedMap());
        if (run.impacts.isEmpty() && !changing.isEmpty()) {
            run.impacts = Optional.of(facts.impact(changing));
        }
        return run.impacts.orElse(List.of());
    }

    private void land(RunProgress run, String id, Draft commit) {
        run.landed = Optional.of(new Outcome.Committed(id, commit.message().subject()));
        run.comparison = run.comparison.map(compared -> compared.committed(id, clusters(commit.change())));
    }

    /** The clusters whose folders a change touches. */
    private Set<String> clusters(Change change) {
        return Stream.concat(change.written().keySet().stream(), change.deleted().stream())
                .flatMap(path -> settings.folders().cluster(path).stream())
                .collect(Collectors.toSet());
    }

    private Optional<BranchFirewalls> found(Snapshot base, EgressFirewallCodec codec) {
        if (known.filter(branch -> branch.commit().equals(base.commit())).isPresent()) {
            return known.map(BranchFirewalls::withoutPending);
        }
        try {
            return Optional.of(BranchFirewalls.read(base, settings, codec));
        } catch (GitException e) {
            return Optional.empty(); // why the run failed is the news
        }
    }
}
