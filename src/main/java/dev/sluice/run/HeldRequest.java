package dev.sluice.run;

import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.Computation;
import dev.sluice.plan.FreezePassage;
import dev.sluice.plan.Plan;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.policy.Freeze;
import dev.sluice.policy.Impact;
import dev.sluice.review.Settled;
import dev.sluice.review.Settled.Settlement;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The request for a change that is held instead of being committed: opened where a person asks for it, and kept up to date
 * from then on by whichever process runs, since the open request says that it is wanted.
 *
 * @param planned empty where none may be opened
 */
record HeldRequest(Plan.Hold hold, List<PlannedRequest> planned) {

    /** Where what is held is not proposed. */
    private static final Set<Settlement> NOT_OPEN =
            EnumSet.of(Settlement.DECLINED, Settlement.CLOSED, Settlement.PLANNED);

    static HeldRequest of(Plan.Hold hold, List<Impact> observed) {
        return new HeldRequest(
                hold,
                hold.onDemand().stream().map(request -> request.with(observed)).toList());
    }

    /**
     * Settles it; a freeze that holds other changes back leaves it as it is.
     *
     * @param wanted the digest of the change that a person asks a request for now
     */
    List<Settled> settle(
            Publishing publishing,
            Remote remote,
            Snapshot base,
            Optional<String> wanted,
            Optional<Freeze.ActiveFreeze> freeze,
            FreezePassage passage) {
        if (freeze.isPresent() && !passage.frozen().isEmpty()) {
            return publishing.settle(remote, base, List.of(), freeze.get());
        }
        boolean isWanted = wanted.filter(hold.effect()::equals).isPresent();
        return planned.stream()
                .flatMap(request -> publishing.settleHeld(remote, base, request, isWanted).stream())
                .toList();
    }

    /** How a run ends that goes no further than this change. */
    Outcome outcome(RunProgress run, Computation computed) {
        if (run.settled.stream().anyMatch(request -> !NOT_OPEN.contains(request.state()))) {
            return Outcome.of(run.landed, run.settled);
        }
        Optional<String> accept = hold.tripped().isEmpty() ? Optional.empty() : Optional.of(computed.digest());
        return new Outcome.Held(run.landed, hold.reasons(), accept, Optional.of(hold.effect()));
    }
}
