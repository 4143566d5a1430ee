package dev.sluice.review;

import dev.sluice.gitops.Remote;
import dev.sluice.text.ExplainedException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells which branches people hold: those whose open request carries the label {@code hold}. One that the forge says nothing
 * about counts as held, and settling it says why. Asks once for each branch; not thread-safe.
 */
public final class HeldBranches implements Predicate<String> {

    private static final Logger LOG = Logger.getLogger(HeldBranches.class);

    private final Remote remote;
    private final Supplier<Forge> forges;
    private final String base;
    private final Map<String, Boolean> known = new HashMap<>();

    /** @param base the short name of the branch that requests go into */
    public HeldBranches(Remote remote, Supplier<Forge> forges, String base) {
        this.remote = remote;
        this.forges = forges;
        this.base = base;
    }

    @Override
    public boolean test(String branch) {
        return remote.branches(branch).contains(branch) && known.computeIfAbsent(branch, this::isHeld);
    }

    private boolean isHeld(String branch) {
        try {
            return forges.get().find(branch, base).filter(PullRequest::isHeld).isPresent();
        } catch (ExplainedException e) {
            LOG.debugf(e, "where it could not be seen whether %s is held (%s)", branch, e.subject());
            return true;
        }
    }
}
