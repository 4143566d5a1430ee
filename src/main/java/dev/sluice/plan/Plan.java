package dev.sluice.plan;

import dev.sluice.gitops.Draft;
import dev.sluice.plan.briefing.ChangeSummary;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.policy.Impact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run means to do with what the branch holds. */
public sealed interface Plan {

    /**
     * Publish this; both empty where the branch already says what it should.
     *
     * @param commit what is committed
     * @param requests what is proposed
     * @param summary what both change
     */
    record Publish(Optional<Draft> commit, List<PlannedRequest> requests, ChangeSummary summary) implements Plan {

        public Publish {
            requests = List.copyOf(requests);
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
     */
    record Hold(List<String> tripped, List<String> removals, Publish waiting) implements Plan {

        public Hold {
            tripped = List.copyOf(tripped);
            removals = List.copyOf(removals);
        }

        public List<String> reasons() {
            return Stream.of(tripped, removals).flatMap(List::stream).toList();
        }
    }
}
