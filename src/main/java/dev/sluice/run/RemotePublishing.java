package dev.sluice.run;

import dev.sluice.gitops.BranchOwner;
import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.PushingPublisher;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.gitops.refs.AcceptanceRefs;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.policy.Freeze;
import dev.sluice.review.AcceptComments;
import dev.sluice.review.Forge;
import dev.sluice.review.HeldBranches;
import dev.sluice.review.Requests;
import dev.sluice.review.Settled;
import dev.sluice.review.Terms;
import dev.sluice.review.body.RequestBody;
import dev.sluice.review.forge.Reviewing;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where a run's result goes: to the remote's branches, and to the forge where one is configured.
 *
 * @param branch of the remote that is published to
 * @param owner whose the branches of requests are
 * @param reviewing there where {@code forge} is
 * @param forge the forge with a run's patience
 * @param words writes what requests say
 * @param progress takes how far a run is
 */
public record RemotePublishing(
        String branch,
        BranchOwner owner,
        Optional<Reviewing> reviewing,
        Supplier<Remote> remotes,
        Commits commits,
        Optional<Supplier<Forge>> forge,
        RequestBody words,
        Consumer<String> progress)
        implements Publishing {

    @Override
    public void progress(String said) {
        progress.accept(said);
    }

    @Override
    public Remote open() {
        return remotes.get();
    }

    @Override
    public Publication publish(Remote remote, Snapshot base, Draft draft) {
        return new PushingPublisher(remote, commits).publish(base, draft);
    }

    @Override
    public Predicate<String> held(Remote remote) {
        return forge.<Predicate<String>>map(each -> new HeldBranches(remote, each, branch))
                .orElse(name -> false);
    }

    @Override
    public boolean hear(Remote remote, List<PlannedRequest> planned, Consumer<ChangeAcceptance> keep) {
        return forge.map(connection -> new AcceptComments(remote, connection, commits, terms(), keep).hear(planned))
                .orElse(false);
    }

    @Override
    public void remove(AcceptanceRefs refs, List<ChangeAcceptance> gone) {
        refs.remove(gone);
    }

    @Override
    public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
        return forge.map(connection -> new Requests(remote, base, connection, commits, terms(), words).settle(planned))
                .orElse(List.of());
    }

    @Override
    public List<Settled> settle(
            Remote remote, Snapshot base, List<PlannedRequest> passing, Freeze.ActiveFreeze frozen) {
        return forge.map(connection -> new Requests(remote, base, connection, commits, terms(), words)
                        .settleFrozen(passing, frozen.toString()))
                .orElse(List.of());
    }

    @Override
    public List<Settled> settleHeld(Remote remote, Snapshot base, PlannedRequest held, boolean isWanted) {
        return forge.map(connection ->
                        new Requests(remote, base, connection, commits, terms(false), words).settleHeld(held, isWanted))
                .orElse(List.of());
    }

    private Terms terms() {
        return terms(reviewing.orElseThrow().autoMerge());
    }

    /** @param mayMerge whether the forge merges what is of low risk; what is held is for people to merge */
    private Terms terms(boolean mayMerge) {
        Reviewing terms = reviewing.orElseThrow();
        return new Terms(
                branch, owner, terms.reviewers(), terms.assignees(), terms.draft(), terms.maxNewRequests(), mayMerge);
    }
}
