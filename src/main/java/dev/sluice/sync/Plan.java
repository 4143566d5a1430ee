package dev.sluice.sync;

import dev.sluice.gitops.Draft;
import java.util.List;

/** What a run means to do with what the branch holds. */
sealed interface Plan {

    /** Publish this. */
    record Publish(Draft draft) implements Plan {}

    /** There is nothing to publish. */
    record Nothing() implements Plan {}

    /** What is published comes from newer feeds than these. */
    record Older(String reason) implements Plan {}

    /** A person must decide first. */
    record Hold(List<String> reasons) implements Plan {

        public Hold {
            reasons = List.copyOf(reasons);
        }
    }
}
