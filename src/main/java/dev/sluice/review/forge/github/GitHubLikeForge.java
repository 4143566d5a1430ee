package dev.sluice.review.forge.github;

import dev.sluice.review.Forge;
import dev.sluice.review.ForgeException;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.RepositoryPages;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.ForgeSession;
import dev.sluice.review.forge.calls.Opening;
import dev.sluice.review.forge.calls.PageForms;
import dev.sluice.review.forge.calls.RefusedException;
import dev.sluice.review.forge.github.GitHubLikeApi.Account;
import dev.sluice.review.forge.github.GitHubLikeApi.IssueLabel;
import dev.sluice.review.forge.github.GitHubLikeApi.NewText;
import dev.sluice.review.forge.github.GitHubLikeApi.Reviewers;
import dev.sluice.review.forge.github.GitHubLikeApi.Status;
import dev.sluice.review.forge.github.GitHubLikeApi.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What works alike on GitHub and on Gitea, which copied its API.
 *
 * @param <A> the interface of the API, below {@code /repos/{owner}/{repo}}
 */
public abstract class GitHubLikeForge<A extends GitHubLikeApi> implements Forge {

    private static final Set<String> MERGING = Set.of("owner", "admin", "maintain", "write");

    protected final A api;
    protected final ForgeCalls calls;
    private final RepositoryPages pages;

    protected GitHubLikeForge(Class<A> api, ForgeSession session, PageForms forms) {
        this.api = session.clients().get(api, "/repos/" + session.path());
        this.calls = session.calls();
        this.pages = forms.of(session.api(), session.path());
    }

    @Override
    public final RepositoryPages pages() {
        return pages;
    }

    @Override
    public final boolean drawsMermaid() {
        return true;
    }

    @Override
    public final void comment(PullRequest request, String text) {
        calls.write("comment on #" + request.number(), () -> api.comment(request.number(), new NewText(text)));
    }

    @Override
    public final void edit(PullRequest request, Comment comment, String text) {
        calls.write("edit a comment on #" + request.number(), () -> api.edit(comment.id(), new NewText(text)));
    }

    @Override
    public final void mark(String commit, CommitStatus status) {
        String state = status.state().name().toLowerCase(Locale.ROOT);
        calls.write(
                "mark commit " + commit, () -> mark(commit, new Status(state, status.context(), status.description())));
    }

    protected abstract void mark(String commit, Status status);

    /** Opens a request again and gives what it is then. */
    protected abstract PullRequest reopened(long number);

    @Override
    public final Optional<PullRequest> reopen(PullRequest request) {
        return Opening.again(
                () -> calls.write("open #" + request.number() + " again", () -> reopened(request.number())));
    }

    /** @return the accounts that the request is given to then */
    protected abstract Set<String> assign(long number, String name);

    /** Adds labels and gives all that the request carries then. */
    protected abstract List<IssueLabel> addLabels(long number, List<String> names);

    protected abstract void removeLabel(long number, String name);

    /** Who has been asked for a review or has given one, teams as in a proposal, in lower case. */
    protected abstract Set<String> asked(long number);

    @Override
    public final List<String> ask(PullRequest request, Proposal proposal) {
        long number = request.number();
        List<String> refusals = new ArrayList<>(Opening.each(proposal.assignees(), name -> give(number, name)));
        if (!proposal.reviewers().isEmpty()) {
            Set<String> asked = asked(number);
            List<String> missing = proposal.reviewers().stream()
                    .filter(name -> !asked.contains(name.toLowerCase(Locale.ROOT)))
                    .toList();
            refusals.addAll(Opening.each(missing, name -> askForReview(number, name)));
        }
        return refusals;
    }

    private void give(long number, String name) {
        String what = "assign #" + number + " to " + name;
        Set<String> assigned = calls.write(what, () -> assign(number, name));
        if (assigned.stream().noneMatch(name::equalsIgnoreCase)) {
            throw new ForgeException("cannot " + what + ": the forge leaves this account out");
        }
    }

    private void askForReview(long number, String name) {
        Reviewers reviewers = name.startsWith(Proposal.TEAM)
                ? new Reviewers(List.of(), List.of(name.substring(Proposal.TEAM.length())))
                : new Reviewers(List.of(name), List.of());
        calls.write("ask for a review of #" + number + ": " + name, () -> api.ask(number, reviewers));
    }

    @Override
    public final boolean mayMerge(String user, String base) {
        return calls.find("read what " + user + " may do", () -> api.permission(user))
                .filter(granted -> MERGING.contains(granted.permission()))
                .isPresent();
    }

    /** Adds the labels that a request lacks and takes those away that go, each on its own: others may come meanwhile. */
    protected final PullRequest label(PullRequest request, Proposal proposal) {
        long number = request.number();
        Set<String> labels = new HashSet<>(request.labels());
        List<String> missing = proposal.labels().stream()
                .filter(name -> !labels.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            labels.addAll(names(addLabels(number, missing)));
        }
        for (String name : proposal.dropped()) {
            if (labels.remove(name)) {
                try {
                    removeLabel(number, name);
                } catch (RefusedException e) {
                    if (!e.isStatus(404)) { // it is gone already
                        throw e;
                    }
                }
            }
        }
        return new PullRequest(
                number, request.url(), request.state(), request.title(), request.body(), labels, request.head());
    }

    protected static Set<String> logins(@Nullable List<Account> accounts) {
        return accounts == null
                ? Set.of()
                : accounts.stream().map(Account::login).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    protected static List<Comment> comments(List<Text> texts) {
        return texts.stream()
                .map(text -> new Comment(
                        text.id(),
                        Objects.requireNonNullElse(text.body(), ""),
                        text.user() == null
                                ? ""
                                : Objects.requireNonNullElse(text.user().login(), ""),
                        Comment.isEdited(text.created(), text.updated())))
                .toList();
    }

    protected static PullRequest.RequestState state(boolean isMerged, String state) {
        if (isMerged) {
            return PullRequest.RequestState.MERGED;
        }
        return state.equals("open") ? PullRequest.RequestState.OPEN : PullRequest.RequestState.CLOSED;
    }

    protected static Set<String> names(@Nullable List<IssueLabel> labels) {
        return labels == null ? Set.of() : labels.stream().map(IssueLabel::name).collect(Collectors.toSet());
    }
}
