package dev.sluice.plan;

import dev.sluice.gitops.Draft;
import dev.sluice.review.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run means to do with what the branch holds. */
public sealed interface Plan {

    /**
     * Publish this; both empty where the branch already says what it should.
     *
     * @param commit what is committed
     * @param candidates what is proposed
     */
    record Publish(Optional<Draft> commit, List<Candidate> candidates) implements Plan {

        public Publish {
            candidates = List.copyOf(candidates);
        }
    }

    /** What is published comes from newer feeds than these. */
    record Older(String reason) implements Plan {}

    /**
     * A person must decide first.
     *
     * @param tripped what guards say of the feeds
     * @param removals what would go
     */
    record Hold(List<String> tripped, List<String> removals) implements Plan {

        public Hold {
            tripped = List.copyOf(tripped);
            removals = List.copyOf(removals);
        }

        public List<String> reasons() {
            return Stream.of(tripped, removals).flatMap(List::stream).toList();
        }
    }
}
