package dev.sluice.review.forge.gitlab;

import dev.sluice.review.Forge;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.RepositoryPages;
import dev.sluice.review.forge.calls.AddressForms;
import dev.sluice.review.forge.calls.DraftTitle;
import dev.sluice.review.forge.calls.ForgeAuth;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.review.forge.calls.ForgeSession;
import dev.sluice.review.forge.calls.LabelStyle;
import dev.sluice.review.forge.calls.Opening;
import dev.sluice.review.forge.calls.PageForms;
import dev.sluice.review.forge.calls.Pages;
import dev.sluice.review.forge.calls.RefusedException;
import dev.sluice.review.forge.gitlab.GitLabApi.GitLabNote;
import dev.sluice.review.forge.gitlab.GitLabApi.MergeRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Merge requests of GitLab. */
public final class GitLab implements Forge {

    public static final ForgeProvider PROVIDER = new ForgeProvider(
            "gitlab",
            AddressForms.plain("gitlab\\.com", site -> site + "/api/v4"),
            PageForms.plain("/-/commit/{commit}", "/-/tree/{commit}/{path}"),
            Set.of(ForgeProvider.Feature.SUBGROUPS, ForgeProvider.Feature.ASSIGNEES, ForgeProvider.Feature.AUTO_MERGE),
            new ForgeAuth("PRIVATE-TOKEN", "", "the scope api and the role Developer in the project"),
            GitLab::new);

    private static final Logger LOG = Logger.getLogger(GitLab.class);

    private static final Set<String> UNREVIEWED = Set.of("unreviewed", "review_started");

    private static final DraftTitle DRAFT =
            new DraftTitle("Draft:", Pattern.compile("(?i)((draft:|\\[draft]|\\(draft\\)|wip:|\\[wip])\\s*)+"));

    private static final String DIFF_NOTE = "DiffNote";

    private final String project;
    private final GitLabApi api;
    private final ForgeCalls calls;
    private final RepositoryPages pages;
    private final GitLabPeople people;
    private final GitLabAutoMerge autoMerge;

    /** Those that were looked up in this run. */
    private final Set<String> labels = new HashSet<>();

    GitLab(ForgeSession session) {
        this.project = session.path();
        this.api = session.clients().get(GitLabApi.class, "");
        this.calls = session.calls();
        this.pages = PROVIDER.pages().of(session.api(), project);
        this.autoMerge = new GitLabAutoMerge(project, api, calls);
        this.people = new GitLabPeople(project, api, calls);
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
        proposal.labels().forEach(this::makeLabel);
        GitLabApi.NewRequest request = new GitLabApi.NewRequest(
                proposal.branch(),
                proposal.base(),
                DRAFT.of(proposal.title(), proposal.draft()),
                proposal.body(),
                String.join(",", proposal.labels()));
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
        List<String> labels = now.labels() == null ? List.of() : now.labels();
        List<String> added = proposal.labels().stream()
                .filter(name -> !labels.contains(name))
                .toList();
        added.forEach(this::makeLabel);
        GitLabApi.RequestEdit edit = new GitLabApi.RequestEdit(
                DRAFT.of(proposal.title(), DRAFT.isDraft(now.title())),
                proposal.body(),
                String.join(",", added),
                proposal.dropped().stream().filter(labels::contains).collect(Collectors.joining(",")));
        return calls.write("update !" + number, () -> request(api.edit(project, number, edit)));
    }

    @Override
    public void close(PullRequest request, String body) {
        calls.write(
                "close !" + request.number(),
                () -> request(api.close(project, request.number(), new GitLabApi.RequestClosing("close", body))));
    }

    @Override
    public List<String> ask(PullRequest request, Proposal proposal) {
        return people.ask(request.number(), proposal);
    }

    @Override
    public boolean mayMerge(String user, String base) {
        return people.mayMerge(user, base);
    }

    @Override
    public Optional<PullRequest> reopen(PullRequest request) {
        return Opening.again(() -> calls.write(
                "open !" + request.number() + " again",
                () -> request(api.reopen(project, request.number(), new GitLabApi.StateEvent("reopen")))));
    }

    /** An approval or a request for changes may come with a summary alone. */
    @Override
    public boolean isReviewed(PullRequest request) {
        return isApproved(request)
                || calls
                        .read(
                                "read the reviewers of !" + request.number(),
                                () -> api.reviewers(project, request.number()))
                        .stream()
                        .anyMatch(reviewer -> reviewer.state() != null && !UNREVIEWED.contains(reviewer.state()))
                || notes(request)
                        .first(note -> DIFF_NOTE.equals(note.type()) && !note.system())
                        .isPresent();
    }

    @Override
    public List<Comment> comments(PullRequest request) {
        return notes(request).all().stream()
                .filter(note -> !note.system() && !DIFF_NOTE.equals(note.type()))
                .map(note -> new Comment(
                        note.id(),
                        Objects.requireNonNullElse(note.body(), ""),
                        note.author() == null ? "" : note.author().username(),
                        Comment.isEdited(note.created(), note.updated())))
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
    public Optional<String> mergeWhenChecked(PullRequest request, String head, String base) {
        return autoMerge.ask(request.number(), head);
    }

    @Override
    public void keepUnmerged(PullRequest request) {
        autoMerge.cancel(request.number());
    }

    @Override
    public boolean drawsMermaid() {
        return true;
    }

    @Override
    public RepositoryPages pages() {
        return pages;
    }

    @Override
    public int bodyLimit() {
        return 1_000_000;
    }

    /** Makes a label that neither the project nor a group above it has; without that GitLab makes it, without a word. */
    private void makeLabel(String name) {
        if (!labels.add(name)) {
            return;
        }
        try {
            calls.read("look up the label '" + name + "'", () -> api.label(project, name));
        } catch (RefusedException missing) {
            LabelStyle style = LabelStyle.of(name);
            try {
                calls.write(
                        "make the label '" + name + "'",
                        () -> api.create(
                                project, new GitLabApi.ColoredLabel(name, "#" + style.color(), style.description())));
            } catch (RefusedException e) {
                LOG.debugf("label '%s' gets no colour: %s", name, e.getMessage());
            }
        }
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
