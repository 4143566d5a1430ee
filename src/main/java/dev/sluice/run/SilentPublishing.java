package dev.sluice.run;

import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.review.Settled;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where the result of a run goes that only looks what waits: nowhere.
 *
 * @param real opens the remote, and knows what people hold
 */
record SilentPublishing(Publishing real) implements Publishing {

    @Override
    public boolean isWriting() {
        return false;
    }

    @Override
    public Remote open() {
        return real.open();
    }

    @Override
    public Predicate<String> held(Remote remote) {
        return real.held(remote);
    }

    @Override
    public void progress(String words) {
        real.progress(words);
    }

    @Override
    public boolean heedsAcceptances() {
        return false;
    }

    @Override
    public Publication publish(Remote remote, Snapshot base, Draft draft) {
        return new Publication.Printed();
    }

    @Override
    public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
        return List.of();
    }
}
