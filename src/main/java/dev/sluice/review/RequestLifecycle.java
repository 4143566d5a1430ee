package dev.sluice.review;

import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.SideBranch;
import dev.sluice.gitops.SideBranch.Foreign;
import dev.sluice.gitops.SideBranch.Ours;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.plan.briefing.Title;
import dev.sluice.review.PullRequest.RequestState;
import dev.sluice.review.body.Marker;
import dev.sluice.review.body.RequestBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The life of one request: opened, kept up to date and closed by Sluice until someone else takes it over.
 *
 * <p>Its branch is pushed before the forge is called. A run killed in between leaves a branch that the next one
 * takes for its own.
 */
final class RequestLifecycle {

    /** Stops Sluice from touching a request that carries it. */
    static final String HOLD = "hold";

    private static final String RISK = "risk/";

    /** Left free in a body, for the marker that it may get when it is closed. */
    private static final int RESERVED = 100;

    private final Forge forge;
    private final Remote remote;
    private final Snapshot base;
    private final Commits commits;
    private final Terms terms;
    private final RequestBody words;
    private final Notes notes;

    RequestLifecycle(Forge forge, Remote remote, Snapshot base, Commits commits, Terms terms, RequestBody words) {
        this.forge = forge;
        this.remote = remote;
        this.base = base;
        this.commits = commits;
        this.terms = terms;
        this.words = words;
        this.notes = new Notes(forge);
    }

    /** Sees to it that there is a request with this content, unless people decided otherwise. */
    Settled settle(PlannedRequest planned, boolean mayOpen) {
        SideBranch branch = new SideBranch(remote, planned.branch(), commits);
        SideBranch.BranchState state = branch.state();
        Optional<PullRequest> found = forge.find(planned.branch(), terms.base());
        return found.filter(PullRequest::isOpen)
                .map(open -> keep(planned, branch, state, open))
                .orElseGet(() -> open(planned, branch, state, found, mayOpen));
    }

    /**
     * Ends the request of a branch for which there is no difference any more.
     *
     * @return empty where there was nothing to end
     */
    Optional<Settled> end(String subject, String name) {
        SideBranch branch = new SideBranch(remote, name, commits);
        SideBranch.BranchState state = branch.state();
        Optional<PullRequest> found = forge.find(name, terms.base());
        Optional<PullRequest> open = found.filter(PullRequest::isOpen);
        if (open.filter(this::isHeld).isPresent()) {
            return Optional.of(held(subject, open.get()));
        }
        boolean isOthers = state instanceof Foreign foreign && !isMerged(found, foreign);
        if (isOthers) {
            open.ifPresent(request -> notes.foreignCommit(
                    request, "The difference that Sluice proposed is gone: close this request once it is not needed."));
            return open.map(request -> Settled.left(
                    subject,
                    Settled.Settlement.WAITING,
                    open,
                    "the difference is gone, but another author's commit is there"));
        }
        open.ifPresent(request -> {
            notes.differenceGone(request);
            forge.close(request, Marker.CLOSED_BY_SLUICE.on(request.body()));
        });
        branch.delete(state); // where it moved meanwhile, the next run looks again
        return open.map(request -> Settled.done(subject, Settled.Settlement.CLOSED, request));
    }

    private Settled keep(PlannedRequest planned, SideBranch branch, SideBranch.BranchState state, PullRequest request) {
        if (isHeld(request)) {
            return held(planned.subject(), request);
        }
        if (state instanceof Foreign foreign) {
            notes.foreignCommit(request, "Merge it as it is, or delete the branch to have Sluice propose again.");
            return Settled.left(
                    planned.subject(),
                    Settled.Settlement.WAITING,
                    Optional.of(request),
                    "a commit of " + foreign.author() + " is on the branch");
        }
        Optional<String> outrun = push(planned, branch, state, Optional.of(request));
        if (outrun.isPresent()) {
            return Settled.left(planned.subject(), Settled.Settlement.DEFERRED, Optional.of(request), outrun.get());
        }
        if (Marker.contentOf(request.body()).equals(Optional.of(planned.content()))) {
            return Settled.done(planned.subject(), Settled.Settlement.UNCHANGED, request);
        }
        return Settled.done(
                planned.subject(),
                Settled.Settlement.UPDATED,
                forge.update(request, proposal(planned, labels(planned, request))));
    }

    private Settled open(
            PlannedRequest planned,
            SideBranch branch,
            SideBranch.BranchState state,
            Optional<PullRequest> found,
            boolean mayOpen) {
        if (found.filter(request -> isDeclined(request, planned)).isPresent()) {
            return Settled.left(
                    planned.subject(),
                    Settled.Settlement.DECLINED,
                    found,
                    "closed without a merge: nothing is proposed until the content changes");
        }
        if (state instanceof Foreign foreign && !isMerged(found, foreign)) {
            return Settled.left(
                    planned.subject(),
                    Settled.Settlement.WAITING,
                    Optional.empty(),
                    "branch " + planned.branch() + " holds a commit of " + foreign.author()
                            + ": merge it or delete the branch to have the change proposed");
        }
        if (!mayOpen) {
            return Settled.left(
                    planned.subject(),
                    Settled.Settlement.DEFERRED,
                    Optional.empty(),
                    "one run opens at most " + terms.maxNew() + " requests");
        }
        Optional<String> outrun = push(planned, branch, state, Optional.empty());
        return outrun.map(reason ->
                        Settled.left(planned.subject(), Settled.Settlement.DEFERRED, Optional.empty(), reason))
                .orElseGet(() -> Settled.done(
                        planned.subject(), Settled.Settlement.OPENED, forge.open(proposal(planned, planned.labels()))));
    }

    /** Whether people refused this very content; what Sluice itself closed may come again. */
    private static boolean isDeclined(PullRequest request, PlannedRequest planned) {
        return request.state() == RequestState.CLOSED
                && !Marker.CLOSED_BY_SLUICE.isIn(request.body())
                && Marker.contentOf(request.body()).equals(Optional.of(planned.content()));
    }

    /**
     * Brings the branch to the planned change on the base as it is now.
     *
     * @return why it stays as it was, where another push was faster
     */
    private Optional<String> push(
            PlannedRequest planned, SideBranch branch, SideBranch.BranchState state, Optional<PullRequest> request) {
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
        return publication instanceof Publication.Outrun(String reason)
                ? Optional.of("branch " + planned.branch() + " moved meanwhile (" + reason + ")")
                : Optional.empty();
    }

    /** More than one commit is there only where a person had begun to work on it. */
    private boolean isReviewed(Ours ours, PullRequest request) {
        return ours.length() > 1 || forge.isReviewed(request);
    }

    private Proposal proposal(PlannedRequest planned, List<String> labels) {
        return new Proposal(
                planned.branch(),
                terms.base(),
                Title.of(planned.briefing()),
                words.of(planned.briefing(), forge.bodyLimit() - RESERVED),
                labels,
                terms.reviewers(),
                terms.assignees(),
                terms.draft());
    }

    /** The planned labels and those that people gave. */
    private static List<String> labels(PlannedRequest planned, PullRequest request) {
        List<String> labels = new ArrayList<>(planned.labels());
        request.labels().stream()
                .sorted()
                .filter(label -> !label.startsWith(RISK) && !labels.contains(label))
                .forEach(labels::add);
        return labels;
    }

    private boolean isHeld(PullRequest request) {
        return request.labels().contains(HOLD);
    }

    private static Settled held(String subject, PullRequest request) {
        return Settled.left(
                subject, Settled.Settlement.WAITING, Optional.of(request), "it carries the label '" + HOLD + "'");
    }

    private static boolean isMerged(Optional<PullRequest> found, Foreign foreign) {
        return found.filter(request ->
                        request.state() == RequestState.MERGED && request.head().equals(foreign.commit()))
                .isPresent();
    }
}
