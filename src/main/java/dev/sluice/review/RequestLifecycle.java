package dev.sluice.review;

import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.SideBranch.Foreign;
import dev.sluice.gitops.SideBranch.NoBranch;
import dev.sluice.gitops.SideBranch.Others;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.review.PullRequest.RequestState;
import dev.sluice.review.Settled.Settlement;
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

    private final Forge forge;
    private final Remote remote;
    private final Snapshot base;
    private final Commits commits;
    private final Terms terms;
    private final ProposalWriter writer;
    private final Notes notes;
    private final ProposeAgain proposeAgain;
    private final AutoMerge autoMerge;

    RequestLifecycle(Forge forge, Remote remote, Snapshot base, Commits commits, Terms terms, RequestBody words) {
        this.forge = forge;
        this.remote = remote;
        this.base = base;
        this.commits = commits;
        this.terms = terms;
        this.writer = new ProposalWriter(forge, terms, words);
        this.notes = new Notes(forge);
        this.autoMerge = new AutoMerge(forge, terms);
        this.proposeAgain = new ProposeAgain(forge, terms.base());
    }

    /** Sees to it that there is a request with this content, unless people decided otherwise. */
    Settled settle(PlannedRequest planned, boolean mayOpen) {
        return settle(planned, mayOpen, false);
    }

    /** Opens a request that a person asks for now, whatever became of an earlier one. */
    Settled propose(PlannedRequest planned) {
        return settle(planned, true, true);
    }

    /** Keeps a request up to date that a person had opened; empty where none is open. */
    Optional<Settled> keepOpen(PlannedRequest planned) {
        boolean isOpen = !(branch(planned.branch()).state() instanceof Others)
                && forge.find(planned.branch(), terms.base())
                        .filter(request -> request.isOpen() && !isOfAnother(request))
                        .isPresent();
        return isOpen ? Optional.of(settle(planned, false)) : Optional.empty();
    }

    private Settled settle(PlannedRequest planned, boolean mayOpen, boolean isWanted) {
        RequestBranch branch = branch(planned.branch());
        if (branch.state() instanceof Others others) {
            return others(planned, others.owner());
        }
        Optional<PullRequest> found = forge.find(planned.branch(), terms.base());
        if (found.filter(PullRequest::isOpen).filter(this::isOfAnother).isPresent()) {
            return others(planned, "as its request says");
        }
        return found.filter(PullRequest::isOpen)
                .map(open -> keep(planned, branch, open))
                .orElseGet(() -> open(planned, branch, found, mayOpen, isWanted));
    }

    /**
     * Ends the request of a branch for which there is no difference any more.
     *
     * @return empty where there was nothing to end
     */
    Optional<Settled> end(String subject, String name) {
        RequestBranch branch = branch(name);
        if (branch.state() instanceof Others) {
            return Optional.empty();
        }
        Optional<PullRequest> found = forge.find(name, terms.base());
        Optional<PullRequest> open = found.filter(PullRequest::isOpen);
        if (open.filter(request -> isOfAnother(request) || branch.state() instanceof Foreign && !isOurs(request))
                .isPresent()) {
            return Optional.empty();
        }
        if (open.filter(PullRequest::isHeld).isPresent()) {
            return Optional.of(held(subject, open.get()));
        }
        if (branch.foreign(found).isPresent()) {
            open.ifPresent(request -> notes.foreignCommit(
                    request, "The difference that Sluice proposed is gone: close this request once it is not needed."));
            return open.map(request -> Settled.left(
                    subject, Settlement.WAITING, open, "the difference is gone, but another author's commit is there"));
        }
        open.ifPresent(request -> {
            notes.differenceGone(request);
            forge.close(request, Marker.CLOSED_BY_SLUICE.on(now(name, request).body()));
        });
        Optional<String> kept = branch.delete().flatMap(why -> kept(name, why, found));
        return kept.map(why -> Settled.left(subject, Settlement.CLOSED, found, why))
                .or(() -> open.map(request -> Settled.done(subject, Settlement.CLOSED, request)));
    }

    /** Says on an open request that there is a freeze. */
    void frozen(String name, String freeze) {
        if (!(branch(name).state() instanceof Others)) {
            forge.find(name, terms.base())
                    .filter(request -> request.isOpen() && isOurs(request))
                    .ifPresent(request -> {
                        autoMerge.takeBack(request);
                        if (!request.isHeld()) {
                            notes.frozen(request, freeze);
                        }
                    });
        }
    }

    /** Says once that a branch stays: in the comments of its request, where later runs see that it was said. */
    private Optional<String> kept(String name, String why, Optional<PullRequest> found) {
        boolean isNews = found.map(request -> notes.branchKept(request, name)).orElse(true);
        return isNews ? Optional.of("branch '" + name + "' stays: " + why) : Optional.empty();
    }

    private RequestBranch branch(String name) {
        return RequestBranch.at(forge, remote, base, commits, terms, name);
    }

    private static Settled others(PlannedRequest planned, String whose) {
        return Settled.left(
                planned.subject(),
                Settlement.FAILED,
                Optional.empty(),
                "branch '" + planned.branch() + "' belongs to another service (" + whose
                        + "): give each service of the repository a name with sluice.git.instance");
    }

    private boolean isOfAnother(PullRequest request) {
        return Marker.isOfAnother(request.body(), terms.owner());
    }

    private boolean isOurs(PullRequest request) {
        return Marker.owner(terms.owner()).isIn(request.body());
    }

    private Settled keep(PlannedRequest planned, RequestBranch branch, PullRequest request) {
        if (request.isHeld()) {
            autoMerge.takeBack(request);
            return held(planned.subject(), request);
        }
        autoMerge.takeBackUnlessLow(planned, request);
        long heard = RequestStamp.againOf(request.body());
        boolean isForeign = branch.state() instanceof Foreign;
        if (branch.state() instanceof Foreign foreign) {
            ProposeAgain.HeardWish answer = proposeAgain.on(request);
            if (!answer.isAsked()) {
                autoMerge.takeBack(request);
                if (isOurs(request) || Marker.contentOf(request.body()).isPresent()) {
                    notes.foreignCommit(
                            request,
                            "Merge it as it is. To have Sluice put its own proposal in the place of what is here, "
                                    + proposeAgain.advice() + ".");
                }
                String reason = "a commit of " + foreign.author() + " is on the branch";
                return Settled.left(planned.subject(), Settlement.WAITING, Optional.of(request), answer.after(reason));
            }
            heard = answer.heard();
        }
        Optional<String> outrun = branch.push(planned, Optional.of(request));
        if (outrun.isPresent()) {
            return Settled.left(planned.subject(), Settlement.DEFERRED, Optional.of(request), outrun.get());
        }
        if (isForeign || !Marker.contentOf(request.body()).equals(Optional.of(planned.content()))) {
            return updated(planned, branch, request, heard);
        }
        RequestStamp stamp = RequestStamp.of(terms, AutoMerge.isLow(planned), heard);
        return stamp.hasOtherPeople(request.body())
                ? asked(planned, request, stamp)
                : settled(planned, Settlement.UNCHANGED, request, autoMerge.ask(planned, request, branch.head()));
    }

    private Settled updated(PlannedRequest planned, RequestBranch branch, PullRequest request, long heard) {
        PullRequest now = now(planned.branch(), request);
        Proposal proposal = writer.of(planned, heard, branch.head(), now.body());
        boolean hasOtherPeople = RequestStamp.of(terms, false, heard).hasOtherPeople(request.body());
        PullRequest updated = forge.update(now, proposal);
        List<String> refusals = new ArrayList<>(hasOtherPeople ? forge.ask(updated, proposal) : List.of());
        refusals.addAll(autoMerge.ask(planned, updated, branch.head()));
        return settled(planned, Settlement.UPDATED, updated, refusals);
    }

    /** People may have written into it since it was found: what they wrote last is kept. */
    private PullRequest now(String branch, PullRequest request) {
        return forge.find(branch, terms.base())
                .filter(now -> now.number() == request.number())
                .orElse(request);
    }

    /** The configuration names other people: those who are new are asked, and those who were refused once more. */
    private Settled asked(PlannedRequest planned, PullRequest request, RequestStamp stamp) {
        PullRequest now = now(planned.branch(), request);
        Proposal proposal = writer.withPeople(planned, now, stamp.onlyPeople(now.body()));
        PullRequest updated = forge.update(now, proposal);
        return settled(planned, Settlement.UPDATED, updated, forge.ask(updated, proposal));
    }

    /** @param isWanted whether a person asks for it now */
    private Settled open(
            PlannedRequest planned,
            RequestBranch branch,
            Optional<PullRequest> found,
            boolean mayOpen,
            boolean isWanted) {
        Optional<PullRequest> closed = found.filter(request -> request.state() == RequestState.CLOSED);
        boolean isDeclined = !isWanted
                && closed.filter(request -> isDeclined(request, planned)).isPresent();
        Optional<Foreign> foreign = branch.foreign(found);
        ProposeAgain.HeardWish answer = closed.filter(request -> isDeclined || foreign.isPresent())
                .map(proposeAgain::on)
                .orElse(new ProposeAgain.HeardWish(false, 0, List.of()));
        if (isDeclined && !answer.isAsked()) {
            return Settled.left(
                    planned.subject(),
                    Settlement.DECLINED,
                    found,
                    answer.after("closed without a merge: nothing is proposed until the content changes"));
        }
        if (foreign.isPresent() && !answer.isAsked()) {
            return Settled.left(
                    planned.subject(),
                    Settlement.WAITING,
                    Optional.empty(),
                    answer.after("branch " + planned.branch() + " holds a commit of "
                            + foreign.get().author() + ": merge it, or to have the change proposed "
                            + (closed.isPresent() ? proposeAgain.advice() : "delete the branch")));
        }
        if (!mayOpen) {
            return Settled.left(
                    planned.subject(),
                    Settlement.DEFERRED,
                    Optional.empty(),
                    "one run opens at most " + terms.maxNew() + " requests");
        }
        return opened(planned, branch, closed.filter(request -> answer.isAsked()), answer.heard());
    }

    /** @param closed a request that people want again: opened again where the forge allows it, else followed by a new one */
    private Settled opened(PlannedRequest planned, RequestBranch branch, Optional<PullRequest> closed, long heard) {
        boolean isGone = branch.state() instanceof NoBranch;
        Optional<PullRequest> again = isGone ? Optional.empty() : closed.flatMap(forge::reopen);
        Optional<String> outrun = branch.push(planned, again);
        if (outrun.isPresent()) {
            return Settled.left(planned.subject(), Settlement.DEFERRED, again, outrun.get());
        }
        Optional<PullRequest> reopened = isGone ? closed.flatMap(forge::reopen) : again;
        if (reopened.isPresent()) {
            return updated(planned, branch, reopened.get(), heard);
        }
        Proposal proposal = writer.of(planned, 0, branch.head(), "");
        PullRequest opened = forge.open(proposal);
        List<String> refusals = new ArrayList<>(forge.ask(opened, proposal));
        refusals.addAll(autoMerge.ask(planned, opened, branch.head()));
        return settled(planned, Settlement.OPENED, opened, refusals);
    }

    /** Whether people refused this very content; what Sluice itself closed may come again. */
    private static boolean isDeclined(PullRequest request, PlannedRequest planned) {
        return !Marker.CLOSED_BY_SLUICE.isIn(request.body())
                && Marker.contentOf(request.body()).equals(Optional.of(planned.content()));
    }

    private static Settled settled(
            PlannedRequest planned, Settlement state, PullRequest request, List<String> refusals) {
        return Settled.left(planned.subject(), state, Optional.of(request), String.join("; ", refusals));
    }

    private static Settled held(String subject, PullRequest request) {
        return Settled.left(
                subject, Settlement.WAITING, Optional.of(request), "it carries the label '" + PullRequest.HOLD + "'");
    }
}
