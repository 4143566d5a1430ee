package dev.sluice.run;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.feed.Document;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.Computation;
import dev.sluice.policy.Impact;
import dev.sluice.review.Settled;
import java.util.List;
import java.util.Optional;

/** What one run has found out and pushed so far: a failure ends the run and loses none of it. Each step fills in its part. */
final class RunProgress {

    List<Document> documents = List.of();
    List<ResolvedNetworks> networks = List.of();
    List<String> unseenOperators = List.of();
    List<String> warnings;
    Optional<Computation> computation = Optional.empty();
    List<StorageFinding> storage = List.of();
    Optional<List<Impact>> impacts = Optional.empty();
    Optional<HeldChange> held = Optional.empty();
    List<WaitingChange> waiting = List.of();
    Optional<Outcome.Committed> landed = Optional.empty();
    List<Settled> settled = List.of();

    /** The branch beside the last plan for it. */
    Optional<BranchFirewalls.Comparison> comparison = Optional.empty();

    /** The branch where there is no plan for it. */
    Optional<BranchFirewalls> branch;

    RunProgress(List<String> warnings, Optional<BranchFirewalls> branch) {
        this.warnings = warnings;
        this.branch = branch;
    }

    /** Lets go of everything that takes much memory. */
    void forget() {
        documents = List.of();
        computation = Optional.empty();
        impacts = Optional.empty();
        comparison = Optional.empty();
    }

    /** @param unverified what could not be seen of what clusters do with earlier commits */
    RunResult ended(Outcome outcome, List<String> unverified) {
        return new RunResult(
                outcome,
                documents,
                networks,
                unseenOperators,
                warnings,
                unverified,
                computation,
                settled,
                storage,
                impacts,
                held,
                waiting,
                comparison.map(compared -> after(outcome, compared)).or(() -> branch));
    }

    private static BranchFirewalls after(Outcome outcome, BranchFirewalls.Comparison compared) {
        return outcome.pending().map(compared::withPlan).orElseGet(compared::withoutPlan);
    }
}
