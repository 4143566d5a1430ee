package dev.sluice.run;

import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.gitops.refs.AcceptanceRefs;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.plan.briefing.ChangeSummary;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Freeze;
import dev.sluice.review.Settled;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where a run's result goes. A dry run differs from any other in nothing but its implementation of this. */
public interface Publishing {

    /** What would keep changes back and plays no part here, in sentences. */
    default List<String> unheeded(PlanSettings settings, Instant now) {
        return List.of();
    }

    /** Whether anything is written: what only shows is held back by no freeze. */
    default boolean isWriting() {
        return true;
    }

    /** The remote repository, to be closed by the caller. */
    Remote open();

    /** Says what changes, before anything of it is published or shown; what only a report shows needs nothing here. */
    default void begin(ChangeSummary summary) {}

    /**
     * Publishes a draft that was made from a snapshot, or only shows it.
     *
     * @param base what the followed branch held when the draft was made
     * @param draft a change that is not empty
     * @throws dev.sluice.gitops.GitException if the remote refuses it for another reason than that its branch moved
     */
    Publication publish(Remote remote, Snapshot base, Draft draft);

    /** Shows what a person must decide on before it is published; what only a report shows needs nothing here. */
    default void show(Snapshot base, Draft held) {}

    /**
     * Which branches of requests people hold, by their short names; none where no forge is configured.
     *
     * @param remote fetched
     */
    default Predicate<String> held(Remote remote) {
        return branch -> false;
    }

    /**
     * Hears whether people accept by comments what is proposed.
     *
     * @param keep takes what is accepted
     * @return whether anything was
     */
    default boolean hear(Remote remote, List<PlannedRequest> planned, Consumer<ChangeAcceptance> keep) {
        return false;
    }

    /**
     * Says how far a run is to a person who waits for it.
     *
     * @param words a few; empty where the work has ended
     */
    default void progress(String words) {}

    /** Whether what people accepted passes; what only looks what waits shows that as well. */
    default boolean heedsAcceptances() {
        return true;
    }

    /** Takes away what people accepted and is used, or is of a change that is another now; nothing where nothing is written. */
    default void remove(AcceptanceRefs refs, List<ChangeAcceptance> gone) {}

    /**
     * Settles the requests of a repository, or only shows what would be proposed.
     *
     * @param base what the followed branch holds now
     * @return what became of each; empty where no forge is configured
     */
    List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned);

    /**
     * Keeps the request for a change that is held up to date, where a person had one opened.
     *
     * @param base what the followed branch holds now
     * @param isWanted whether a person asks for it now
     * @return what became of it; empty where there is none
     */
    default List<Settled> settleHeld(Remote remote, Snapshot base, PlannedRequest held, boolean isWanted) {
        return List.of();
    }

    /**
     * Settles the requests that pass a freeze, and says on all others that there is one; opens, closes and changes nothing
     * else.
     *
     * @param base what the followed branch holds now
     * @return what became of those that pass
     */
    default List<Settled> settle(
            Remote remote, Snapshot base, List<PlannedRequest> passing, Freeze.ActiveFreeze frozen) {
        return passing.isEmpty() ? List.of() : settle(remote, base, passing);
    }
}
