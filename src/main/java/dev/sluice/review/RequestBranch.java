package dev.sluice.review;

import dev.sluice.gitops.Commits;
import dev.sluice.gitops.GitException.PushRefusedException;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.SideBranch;
import dev.sluice.gitops.SideBranch.Foreign;
import dev.sluice.gitops.SideBranch.Ours;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.review.PullRequest.RequestState;
import java.util.Optional;

/** The branch of one request. */
final class RequestBranch {

    private final Forge forge;
    private final Snapshot base;
    private final SideBranch branch;
    private final SideBranch.BranchState state;
    private String head;

    private RequestBranch(Forge forge, Snapshot base, SideBranch branch) {
        this.forge = forge;
        this.base = base;
        this.branch = branch;
        this.state = branch.state();
        this.head = state instanceof Ours ours ? ours.commit() : "";
    }

    /** Looks at the branch. */
    static RequestBranch at(Forge forge, Remote remote, Snapshot base, Commits commits, Terms terms, String name) {
        return new RequestBranch(forge, base, new SideBranch(remote, name, commits, terms.owner()));
    }

    /** As it was looked at. */
    SideBranch.BranchState state() {
        return state;
    }

    /** The person's commit that is among Sluice's, unless it was merged as it is. */
    Optional<Foreign> foreign(Optional<PullRequest> found) {
        return state instanceof Foreign foreign && !isMerged(found, foreign) ? Optional.of(foreign) : Optional.empty();
    }

    private static boolean isMerged(Optional<PullRequest> found, Foreign foreign) {
        return found.filter(request ->
                        request.state() == RequestState.MERGED && request.head().equals(foreign.commit()))
                .isPresent();
    }

    /**
     * Brings the branch to the planned change on the base as it is now.
     *
     * @return why it stays as it was, where another push was faster
     */
    Optional<String> push(PlannedRequest planned, Optional<PullRequest> request) {
        boolean isSame = state instanceof Ours ours && ours.content().equals(planned.content());
        boolean isCurrent =
                state instanceof Ours ours && Optional.of(ours.base()).equals(base.commit());
        if (isSame && isCurrent) {
            return Optional.empty();
        }
        Publication publication;
        if (state instanceof Ours ours
                && request.filter(open -> isReviewed(ours, open)).isPresent()) {
            if (isSame && !branch.conflicts(ours, base, planned.draft().change())) {
                return Optional.empty(); // what was reviewed still merges as it is
            }
            publication = branch.append(ours, base, planned.draft(), planned.content());
        } else {
            publication = branch.rewrite(state, base, planned.draft(), planned.content());
        }
        if (publication instanceof Publication.Landed(String commit)) {
            head = commit;
        }
        return publication instanceof Publication.Outrun(String reason)
                ? Optional.of("branch " + planned.branch() + " moved meanwhile (" + reason + ")")
                : Optional.empty();
    }

    /** Its last commit, if that is Sluice's, as it is since the last push. */
    String head() {
        return head;
    }

    /** More than one commit is there only where a person had begun to work on it, or where nothing may be rewritten. */
    private boolean isReviewed(Ours ours, PullRequest request) {
        return ours.length() > 1 || forge.isReviewed(request);
    }

    /**
     * Deletes the branch; where it moved meanwhile, the next run looks again.
     *
     * @return why the server keeps it; empty where it does not
     */
    Optional<String> delete() {
        try {
            branch.delete(state);
            return Optional.empty();
        } catch (PushRefusedException e) {
            return Optional.of(e.explanation());
        }
    }
}
