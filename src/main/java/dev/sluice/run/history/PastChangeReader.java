package dev.sluice.run.history;

import dev.sluice.gitops.History;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.run.RepositoryAccess;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads from Git what one commit of the followed branch did. One question is answered at a time. */
@ApplicationScoped
public class PastChangeReader {

    private final PlanSettings settings;
    private final RepositoryAccess upstream;

    PastChangeReader(PlanSettings settings, RepositoryAccess upstream) {
        this.settings = settings;
        this.upstream = upstream;
    }

    /**
     * What a commit did.
     *
     * @param message the whole of the commit's, as it is
     */
    public record PastChange(String message, BranchFirewalls before, BranchFirewalls after) {}

    /**
     * Looks a commit up.
     *
     * @param commit 40 hexadecimal digits; any other text is none
     * @return empty where the branch has no such commit, as far as its past is read
     * @throws dev.sluice.gitops.GitException if Git cannot be read
     */
    public synchronized Optional<PastChange> of(String commit) {
        try (Remote remote = upstream.aside().get()) {
            History history = new History(remote);
            history.from(remote.fetch());
            return history.step(commit).map(step -> {
                EgressFirewallCodec codec = new EgressFirewallCodec(); // one for both: equal rules are one object
                return new PastChange(step.commit().message(), read(step.before(), codec), read(step.after(), codec));
            });
        }
    }

    private BranchFirewalls read(Snapshot branch, EgressFirewallCodec codec) {
        return BranchFirewalls.read(branch, settings, codec);
    }
}
