package dev.sluice.run;

import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.gitops.refs.AcceptanceRefs;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.plan.Plan;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.plan.settings.PlanSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What people had accepted when a run began to read the branch. What they accept while it goes on is for the next one. Not
 * thread-safe.
 */
final class AcceptedChanges {

    private static final Logger LOG = Logger.getLogger(AcceptedChanges.class);

    private final Publishing publishing;
    private final boolean isProposing;
    private final AcceptanceRefs refs;
    private final Map<String, ChangeAcceptance> known = new HashMap<>();
    private boolean isHeeded = true;

    private AcceptedChanges(Publishing publishing, boolean isProposing, AcceptanceRefs refs) {
        this.publishing = publishing;
        this.isProposing = isProposing;
        this.refs = refs;
    }

    /** @param remote fetched; it is asked again only where it showed that something is accepted */
    static AcceptedChanges read(Publishing publishing, Remote remote, PlanSettings settings) {
        AcceptedChanges accepted = new AcceptedChanges(
                publishing,
                settings.proposing().isPresent(),
                new AcceptanceRefs(remote, settings.owner().toString()));
        if (publishing.heedsAcceptances()
                && remote.ownRefs().stream().anyMatch(name -> name.startsWith(AcceptanceRefs.FOLDER))) {
            accepted.refs.read().forEach(acceptance -> accepted.known.put(acceptance.digest(), acceptance));
        }
        return accepted;
    }

    /**
     * Hears what people accept by comments on requests, and keeps it.
     *
     * @return whether something that waited passes now
     */
    boolean hear(Remote remote, List<PlannedRequest> requests) {
        return isHeeded && !requests.isEmpty() && publishing.hear(remote, requests, this::keep);
    }

    private void keep(ChangeAcceptance acceptance) {
        refs.add(acceptance);
        known.put(acceptance.digest(), acceptance);
    }

    /** Who accepted the change with a digest; empty where no one did. */
    Optional<ChangeAcceptance> of(String digest) {
        return isHeeded ? Optional.ofNullable(known.get(digest)) : Optional.empty();
    }

    /**
     * Publishes a plan's commit. A branch that takes requests alone may refuse what was accepted: nothing passes then in the
     * rest of this run, and it stays proposed.
     */
    Publication publish(Remote remote, Snapshot base, Plan.Publish plan, RunProgress run) {
        try {
            return publishing.publish(remote, base, plan.commit().orElseThrow());
        } catch (GitException.PushRefusedException e) {
            if (!isProposing
                    || plan.effects().stream().noneMatch(effect -> of(effect).isPresent())) {
                throw e;
            }
            isHeeded = false;
            run.warnings = Stream.concat(
                            run.warnings.stream(), Stream.of("what was accepted waits for a merge: " + e.explanation()))
                    .toList();
            return new Publication.Outrun(e.explanation());
        }
    }

    /**
     * Takes away what was used, or is of a change that is another now.
     *
     * @param effects the digests of the changes that wait
     */
    void keepOnly(Set<String> effects) {
        List<ChangeAcceptance> gone = known.values().stream()
                .filter(acceptance -> !effects.contains(acceptance.digest()))
                .toList();
        try {
            if (!gone.isEmpty()) {
                publishing.remove(refs, gone);
            }
        } catch (GitException e) { // what was published is; the next run finds a change that is another
            LOG.warnf("what was accepted cannot be taken away now (%s): the next run tries again", e.explanation());
        }
    }
}
