package dev.sluice.run;

import dev.sluice.gitops.Draft;
import dev.sluice.gitops.PrintingPublisher;
import dev.sluice.gitops.Snapshot;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits for a person's decision.
 *
 * @param message of the commit that would publish it: what changes in each cluster, and what it overrides
 * @param diff the unified diff, at most {@value #LONGEST} characters; a last line says what is left out. Empty in older
 *     reports.
 * @param digest of its effect, under which a person accepts exactly this change
 */
public record HeldChange(
        String message, String diff, @Nullable String digest) {

    private static final int LONGEST = 64 * 1024;

    /** @param held what waits: one commit, or one for each request */
    static HeldChange of(Snapshot base, List<Draft> held, String digest) {
        return new HeldChange(
                held.stream().map(draft -> draft.message().text()).collect(Collectors.joining("\n")),
                held.stream()
                        .map(draft -> PrintingPublisher.text(base, draft.change(), LONGEST / held.size()))
                        .collect(Collectors.joining()),
                digest);
    }

    HeldChange withoutDiff() {
        return new HeldChange(message, "", digest);
    }
}
