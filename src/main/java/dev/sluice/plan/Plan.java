package dev.sluice.plan;

import dev.sluice.gitops.Draft;
import dev.sluice.plan.briefing.ChangeSummary;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.policy.Impact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a run means to do with what the branch holds. */
public sealed interface Plan {

    /**
     * Publish this; both empty where the branch already says what it should.
     *
     * @param commit what is committed
     * @param requests what is proposed
     * @param summary what both change
     * @param effects the digests under which a person accepts, or has accepted, what is in it
     */
    record Publish(Optional<Draft> commit, List<PlannedRequest> requests, ChangeSummary summary, Set<String> effects)
            implements Plan {

        public Publish {
            requests = List.copyOf(requests);
            effects = Set.copyOf(effects);
        }

        /** What is proposed, with what recorded flows say of it. */
        public List<PlannedRequest> requests(List<Impact> observed) {
            return requests.stream().map(request -> request.with(observed)).toList();
        }
    }

    /** What is published comes from newer feeds than these. */
    record Older(String reason) implements Plan {}

    /**
     * A person must decide first.
     *
     * @param tripped what guards say of the feeds
     * @param removals what would go
     * @param waiting what would be published if that person agreed
     * @param effect the digest under which a person accepts exactly this change, 64 hexadecimal digits
     * @param onDemand the request that a person may have opened for it; empty where there is no forge, it is proposed anyway, or
     *     the published feeds are of the future
     */
    record Hold(
            List<String> tripped,
            List<String> removals,
            Publish waiting,
            String effect,
            Optional<PlannedRequest> onDemand)
            implements Plan {

        public Hold {
            tripped = List.copyOf(tripped);
            removals = List.copyOf(removals);
        }

        public List<String> reasons() {
            return Stream.of(tripped, removals).flatMap(List::stream).toList();
        }
    }
}
