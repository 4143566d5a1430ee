package dev.sluice.run;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.feed.Document;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.Computation;
import dev.sluice.policy.Impact;
import dev.sluice.review.Settled;
import java.util.List;
import java.util.Optional;

/**
 * What a run did and found out. A run that failed has what it found until then.
 *
 * @param documents what was fetched
 * @param networks what clusters told of their networks; empty where none was asked
 * @param unseenOperators whose operators could not be seen, each with its cause
 * @param warnings what is doubtful about the settings, and about what clusters told
 * @param unverified what could not be seen of what clusters do with earlier commits
 * @param computation what was computed; empty where the feeds did not allow it
 * @param settled what became of the requests; empty where none was settled
 * @param storage what is known of the storage that LokiStacks need
 * @param impacts what the plan would have done to observed traffic; empty where there was no plan
 * @param held what would be published if a person agreed; empty where nothing is held
 * @param waiting what a person may accept as it is
 * @param branch what is known of the branch and of a plan that waits; empty where no run has read it yet
 */
public record RunResult(
        Outcome outcome,
        List<Document> documents,
        List<ResolvedNetworks> networks,
        List<String> unseenOperators,
        List<String> warnings,
        List<String> unverified,
        Optional<Computation> computation,
        List<Settled> settled,
        List<StorageFinding> storage,
        Optional<List<Impact>> impacts,
        Optional<HeldChange> held,
        List<WaitingChange> waiting,
        Optional<BranchFirewalls> branch) {

    public RunResult {
        documents = List.copyOf(documents);
        networks = List.copyOf(networks);
        unseenOperators = List.copyOf(unseenOperators);
        warnings = List.copyOf(warnings);
        unverified = List.copyOf(unverified);
        settled = List.copyOf(settled);
        storage = List.copyOf(storage);
        impacts = impacts.map(List::copyOf);
        waiting = List.copyOf(waiting);
    }
}
