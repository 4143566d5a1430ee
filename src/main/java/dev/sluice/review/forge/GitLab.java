package dev.sluice.review.forge;

import dev.sluice.review.Forge;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.forge.GitLabApi.GitLabNote;
import dev.sluice.review.forge.GitLabApi.MergeRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Merge requests of GitLab. */
final class GitLab implements Forge {

    static final ForgeProvider PROVIDER = new ForgeProvider(
            "gitlab",
            site -> site + "/api/v4",
            Set.of(ForgeProvider.Feature.SUBGROUPS),
            new ForgeAuth("PRIVATE-TOKEN", "", "the scope api and the role Developer in the project"),
            GitLab::new);

    private static final Logger LOG = Logger.getLogger(GitLab.class);

    private static final DraftTitle DRAFT =
            new DraftTitle("Draft:", Pattern.compile("(?i)((draft:|\\[draft]|\\(draft\\)|wip:|\\[wip])\\s*)+"));

    private static final String DIFF_NOTE = "DiffNote";

    private final String project;
    private final GitLabApi api;
    private final ForgeCalls calls;

    GitLab(ForgeSession session) {
        this.project = session.path();
        this.api = session.clients().get(GitLabApi.class, "");
        this.calls = session.calls();
    }

    @Override
    public Optional<PullRequest> find(String branch, String base) {
        List<MergeRequest> newest = requests(branch, base, "all");
        Optional<MergeRequest> open = first(newest, request -> state(request) == PullRequest.RequestState.OPEN);
        if (open.isEmpty() && newest.size() == GitLabApi.PAGE) {
            open = first(requests(branch, base, "opened"), request -> true);
        }
        return open.or(() -> first(newest, request -> true)).map(GitLab::request);
    }

    @Override
    public PullRequest open(Proposal proposal) {
        List<Long> assignees = ids(proposal.assignees());
        List<Long> reviewers = ids(proposal.reviewers());
        GitLabApi.NewRequest request = new GitLabApi.NewRequest(
                proposal.branch(),
                proposal.base(),
                DRAFT.of(proposal.title(), proposal.draft()),
                proposal.body(),
                String.join(",", proposal.labels()),
                assignees,
                reviewers);
        String what = "open a request from " + proposal.branch() + " into " + proposal.base();
        return Opening.open(
                this,
                proposal,
                () -> calls.write(what, () -> request(api.open(project, request))),
                refusal -> refusal.isStatus(409));
    }

    /** Reads the title first: whether the request is a draft is for people to say. */
    @Override
    public PullRequest update(PullRequest request, Proposal proposal) {
        long number = request.number();
        MergeRequest now = calls.read("read !" + number, () -> api.request(project, number));
        GitLabApi.RequestEdit edit = new GitLabApi.RequestEdit(
                DRAFT.of(proposal.title(), DRAFT.isDraft(now.title())),
                proposal.body(),
                String.join(",", proposal.labels()));
        return calls.write("update !" + number, () -> request(api.edit(project, number, edit)));
    }

    @Override
    public void close(PullRequest request, String body) {
        calls.write(
                "close !" + request.number(),
                () -> request(api.close(project, request.number(), new GitLabApi.RequestClosing("close", body))));
    }

    @Override
    public boolean isReviewed(PullRequest request) {
        return isApproved(request)
                || notes(request)
                        .first(note -> DIFF_NOTE.equals(note.type()) && !note.system())
                        .isPresent();
    }

    @Override
    public List<Comment> comments(PullRequest request) {
        return notes(request).all().stream()
                .filter(note -> !note.system() && !DIFF_NOTE.equals(note.type()))
                .map(note -> new Comment(note.id(), Objects.requireNonNullElse(note.body(), "")))
                .toList();
    }

    @Override
    public void comment(PullRequest request, String text) {
        calls.write(
                "comment on !" + request.number(),
                () -> api.comment(project, request.number(), new GitLabApi.NewNote(text)));
    }

    @Override
    public void edit(PullRequest request, Comment comment, String text) {
        calls.write(
                "edit a comment on !" + request.number(),
                () -> api.edit(project, request.number(), comment.id(), new GitLabApi.NewNote(text)));
    }

    @Override
    public void mark(String commit, CommitStatus status) {
        String state =
                switch (status.state()) {
                    case PENDING -> "pending";
                    case SUCCESS -> "success";
                    case FAILURE -> "failed";
                };
        GitLabApi.NamedStatus mark = new GitLabApi.NamedStatus(state, status.context(), status.description());
        try {
            calls.write("mark commit " + commit, () -> api.mark(project, commit, mark));
        } catch (RefusedException e) {
            // It says so where the commit is marked like this already.
            if (!e.says("cannot transition status")) {
                throw e;
            }
        }
    }

    @Override
    public int bodyLimit() {
        return 1_000_000;
    }

    private boolean isApproved(PullRequest request) {
        List<GitLabApi.Approver> approvals = calls.read(
                        "read the approvals of !" + request.number(), () -> api.approvals(project, request.number()))
                .approvedBy();
        return approvals != null && !approvals.isEmpty();
    }

    private Pages<GitLabNote> notes(PullRequest request) {
        return new Pages<>(
                GitLabApi.PAGE,
                page -> calls.read(
                        "read the comments of !" + request.number(),
                        () -> api.notes(project, request.number(), GitLabApi.PAGE, page)));
    }

    private List<MergeRequest> requests(String branch, String base, String state) {
        return calls.read(
                "find the request from " + branch + " into " + base,
                () -> api.requests(project, branch, base, state, GitLabApi.PAGE));
    }

    /** GitLab identifies users by number; leaves out names that it does not know. */
    private List<Long> ids(List<String> names) {
        return names.stream().map(this::id).flatMap(Optional::stream).toList();
    }

    private Optional<Long> id(String name) {
        Optional<Long> id = calls.read("look up the user " + name, () -> api.users(name)).stream()
                .findFirst()
                .map(GitLabApi.User::id);
        if (id.isEmpty()) {
            LOG.warnf(
                    "there is no user %s on this GitLab, or the token may not see them; the request is opened without",
                    name);
        }
        return id;
    }

    /** A fork's branch may have the same name. */
    private static Optional<MergeRequest> first(List<MergeRequest> requests, Predicate<MergeRequest> isRight) {
        return requests.stream()
                .filter(request -> request.source() == request.target())
                .filter(isRight)
                .findFirst();
    }

    private static PullRequest request(MergeRequest request) {
        return new PullRequest(
                request.number(),
                request.url(),
                state(request),
                DRAFT.bare(request.title()),
                Objects.requireNonNullElse(request.description(), ""),
                request.labels() == null ? Set.of() : Set.copyOf(request.labels()),
                Objects.requireNonNullElse(request.sha(), ""));
    }

    /** Locked is one that is being merged. */
    private static PullRequest.RequestState state(MergeRequest request) {
        return switch (request.state()) {
            case "merged" -> PullRequest.RequestState.MERGED;
            case "closed" -> PullRequest.RequestState.CLOSED;
            default -> PullRequest.RequestState.OPEN;
        };
    }
}
