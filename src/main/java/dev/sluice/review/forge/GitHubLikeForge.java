package dev.sluice.review.forge;

import dev.sluice.review.Forge;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.forge.GitHubLikeApi.Assignees;
import dev.sluice.review.forge.GitHubLikeApi.IssueLabel;
import dev.sluice.review.forge.GitHubLikeApi.NewText;
import dev.sluice.review.forge.GitHubLikeApi.Reviewers;
import dev.sluice.review.forge.GitHubLikeApi.Status;
import dev.sluice.review.forge.GitHubLikeApi.Text;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What works alike on GitHub and on Gitea, which copied its API.
 *
 * @param <A> the interface of the API, below {@code /repos/{owner}/{repo}}
 */
abstract class GitHubLikeForge<A extends GitHubLikeApi> implements Forge {

    final A api;
    final ForgeCalls calls;

    GitHubLikeForge(Class<A> api, ForgeSession session) {
        this.api = session.clients().get(api, "/repos/" + session.path());
        this.calls = session.calls();
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

    abstract void mark(String commit, Status status);

    abstract void assign(long number, Assignees assignees);

    /** Replaces all labels of a request. */
    abstract List<IssueLabel> setLabels(long number, List<String> names);

    /** Assigns a request and asks for reviews. */
    final void addPeople(PullRequest request, Proposal proposal) {
        long number = request.number();
        Opening.add(
                "assign #" + number + " to",
                proposal.assignees(),
                (what, names) -> calls.write(what, () -> assign(number, new Assignees(names))));
        Opening.add(
                "ask for a review of #" + number + ":",
                proposal.reviewers(),
                (what, names) -> calls.write(what, () -> api.ask(number, new Reviewers(names))));
    }

    /** The request with these labels and no others; makes no call if it has them. */
    final PullRequest label(PullRequest request, List<String> names) {
        if (request.labels().equals(Set.copyOf(names))) {
            return request;
        }
        Set<String> labels = names(setLabels(request.number(), names));
        return new PullRequest(
                request.number(),
                request.url(),
                request.state(),
                request.title(),
                request.body(),
                labels,
                request.head());
    }

    static List<Comment> comments(List<Text> texts) {
        return texts.stream()
                .map(text -> new Comment(text.id(), Objects.requireNonNullElse(text.body(), "")))
                .toList();
    }

    static PullRequest.RequestState state(boolean isMerged, String state) {
        if (isMerged) {
            return PullRequest.RequestState.MERGED;
        }
        return state.equals("open") ? PullRequest.RequestState.OPEN : PullRequest.RequestState.CLOSED;
    }

    static Set<String> names(@Nullable List<IssueLabel> labels) {
        return labels == null ? Set.of() : labels.stream().map(IssueLabel::name).collect(Collectors.toSet());
    }
}
