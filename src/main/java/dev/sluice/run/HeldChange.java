package dev.sluice.run;

import dev.sluice.gitops.Draft;
import dev.sluice.gitops.PrintingPublisher;
import dev.sluice.gitops.Snapshot;

/**
 * A change that waits for a person's decision.
 *
 * @param message of the commit that would publish it: what changes in each cluster, and what it overrides
 * @param diff the unified diff, at most {@value #LONGEST} characters; a last line says what is left out. Empty in older
 *     reports.
 */
public record HeldChange(String message, String diff) {

    private static final int LONGEST = 64 * 1024;

    static HeldChange of(Snapshot base, Draft held) {
        return new HeldChange(held.message().text(), PrintingPublisher.text(base, held.change(), LONGEST));
    }

    HeldChange withoutDiff() {
        return new HeldChange(message, "");
    }
}
