package dev.sluice.review;

import dev.sluice.gitops.Commits;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.SideBranch;
import dev.sluice.gitops.SideBranch.Ours;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.review.Forge.Comment;
import dev.sluice.review.body.Marker;
import dev.sluice.text.ExplainedException;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Hears whether people accept by a comment what is proposed: {@code /sluice accept <digest>}, from an account that may merge,
 * naming what the branch holds now. Each such comment is answered once, and heard no more once it is answered. Where anything
 * is in doubt, nothing is accepted.
 */
public final class AcceptComments {

    private static final Logger LOG = Logger.getLogger(AcceptComments.class);

    /** In characters: what {@link #advice} takes. */
    static final int LONGEST = 400;

    private static final String COMMAND = "/sluice accept ";
    private static final String ANSWER = "accept";

    /** How many comments are answered on one request in one run. */
    private static final int MOST = 5;

    private final Remote remote;
    private final Supplier<Forge> forges;
    private final Commits commits;
    private final Terms terms;
    private final Consumer<ChangeAcceptance> keep;

    /** @param keep keeps an acceptance, or throws {@link GitException} */
    public AcceptComments(
            Remote remote, Supplier<Forge> forges, Commits commits, Terms terms, Consumer<ChangeAcceptance> keep) {
        this.remote = remote;
        this.forges = forges;
        this.commits = commits;
        this.terms = terms;
        this.keep = keep;
    }

    /** What a request says of it. */
    static String advice(String digest) {
        return "\nTo have Sluice publish exactly this change without a merge, comment `" + COMMAND + digest
                + "` from an account that may merge.\n";
    }

    /** @return whether anything was accepted */
    public boolean hear(List<PlannedRequest> planned) {
        Set<String> branches = new HashSet<>(remote.branches(terms.owner().prefix()));
        List<PlannedRequest> open = planned.stream()
                .filter(request -> branches.contains(request.branch()))
                .toList();
        boolean isAnyAccepted = false;
        for (PlannedRequest request : open) {
            try {
                isAnyAccepted |= hear(forges.get(), request);
            } catch (ForgeLimitException e) {
                return isAnyAccepted; // settling says so
            } catch (ExplainedException e) {
                LOG.debugf(e, "where comments on %s could not be heard (%s)", request.branch(), e.subject());
            }
        }
        return isAnyAccepted;
    }

    private boolean hear(Forge forge, PlannedRequest planned) {
        Optional<PullRequest> request = forge.find(planned.branch(), terms.base())
                .filter(PullRequest::isOpen)
                .filter(found -> Marker.owner(terms.owner()).isIn(found.body()));
        if (request.isEmpty()) {
            return false;
        }
        List<Comment> comments = forge.comments(request.get());
        Set<String> answered = new HashSet<>();
        comments.forEach(comment -> Marker.last(comment.text(), ANSWER).ifPresent(answered::add));
        List<Comment> commands = comments.stream()
                .filter(comment -> digest(comment).isPresent())
                .filter(comment -> Marker.all(comment.text()).isEmpty()) // Sluice's own have marks
                .filter(comment -> !answered.contains(Long.toString(comment.id())))
                .limit(MOST)
                .toList();
        boolean isAccepted = false;
        for (Comment comment : commands) {
            Optional<String> refusal = isAccepted
                    ? Optional.of("It is accepted already.")
                    : refusal(forge, planned, request.get(), comment).or(() -> kept(planned, comment));
            isAccepted |= refusal.isEmpty();
            String words = refusal.orElse("Accepted: Sluice publishes exactly this change.");
            forge.comment(request.get(), new Marker(ANSWER, Long.toString(comment.id())).on(words));
        }
        return isAccepted;
    }

    private static Optional<String> digest(Comment comment) {
        return comment.text()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(COMMAND))
                .map(line -> line.substring(COMMAND.length()).strip())
                .findFirst();
    }

    private Optional<String> refusal(Forge forge, PlannedRequest planned, PullRequest request, Comment comment) {
        if (comment.isEdited()) {
            return refused("an edited comment does not count. Write a new one.");
        }
        if (request.isHeld()) {
            return refused("this request is on hold. Take `hold` away, and comment again.");
        }
        if (!digest(comment).equals(Optional.of(planned.content()))) {
            return refused("this is not the digest of what Sluice would publish now, which is `" + planned.content()
                    + "`. Look at it again.");
        }
        boolean isShown = Marker.contentOf(request.body()).equals(Optional.of(planned.content()))
                && new SideBranch(remote, planned.branch(), commits, terms.owner()).state() instanceof Ours ours
                && ours.content().equals(planned.content())
                && (request.head().isEmpty() || request.head().equals(ours.commit()));
        if (!isShown) {
            return refused(
                    "the branch does not hold what this digest is of. Comment again once Sluice has updated it.");
        }
        if (!forge.saysWhoMayMerge()) {
            return refused(
                    "this forge does not say which accounts may merge. Merge the request, or accept the digest on"
                            + " Sluice's page or by its command line.");
        }
        if (comment.author().isEmpty() || !forge.mayMerge(comment.author(), terms.base())) {
            return refused("this account may not merge here.");
        }
        return Optional.empty();
    }

    private Optional<String> kept(PlannedRequest planned, Comment comment) {
        try {
            keep.accept(new ChangeAcceptance(
                    planned.content(),
                    comment.author(),
                    commits.clock().instant().truncatedTo(ChronoUnit.SECONDS)));
            return Optional.empty();
        } catch (GitException e) {
            LOG.warnf("what %s accepted cannot be kept: %s", comment.author(), e.explanation());
            return refused("Sluice cannot keep it in the repository; its log says why. Merge the request instead.");
        }
    }

    private static Optional<String> refused(String why) {
        return Optional.of("Not accepted: " + why);
    }
}
