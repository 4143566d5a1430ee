package dev.sluice.review.forge;

import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.forge.GiteaApi.GiteaPull;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Pull requests of Gitea and Forgejo. */
final class Gitea extends GitHubLikeForge<GiteaApi> {

    static final ForgeProvider PROVIDER = provider("gitea");

    static final ForgeProvider FORGEJO = provider("forgejo");

    /** As both are configured by default. */
    private static final DraftTitle DRAFT = new DraftTitle("WIP:", Pattern.compile("(?i)(WIP:|\\[WIP])\\s*"));

    private static final Set<String> NO_REVIEWS = Set.of("PENDING", "REQUEST_REVIEW");

    private final GiteaLabels labels;
    private boolean isRepositorySeen;

    Gitea(ForgeSession session) {
        super(GiteaApi.class, session);
        this.labels = new GiteaLabels(api, calls);
    }

    private static ForgeProvider provider(String name) {
        return new ForgeProvider(
                name,
                site -> site + "/api/v1",
                Set.of(),
                new ForgeAuth(
                        "Authorization",
                        "token ",
                        "the scopes write:repository and write:issue and write access to the repository"),
                Gitea::new);
    }

    @Override
    public Optional<PullRequest> find(String branch, String base) {
        String what = "find the request from " + branch + " into " + base;
        Optional<GiteaPull> any = any(what, branch, base);
        if (any.isEmpty() || any.get().state().equals("open")) {
            return any.map(Gitea::request);
        }
        return first(what, branch, base, "open")
                .or(() -> first(what, branch, base, "closed"))
                .or(() -> any)
                .map(Gitea::request);
    }

    @Override
    public PullRequest open(Proposal proposal) {
        PullRequest opened = Opening.open(this, proposal, () -> create(proposal), refusal -> refusal.isStatus(409));
        addPeople(opened, proposal);
        return opened;
    }

    /** Reads the title first: whether the request is a draft is for people to say. */
    @Override
    public PullRequest update(PullRequest request, Proposal proposal) {
        long number = request.number();
        GiteaPull now = calls.read("read #" + number, () -> api.pull(number));
        String title = DRAFT.of(proposal.title(), DRAFT.isDraft(now.title()));
        PullRequest updated = calls.write(
                "update #" + number, () -> request(api.edit(number, new GitHubLikeApi.Edit(title, proposal.body()))));
        return label(updated, proposal.labels());
    }

    @Override
    public void close(PullRequest request, String body) {
        calls.write(
                "close #" + request.number(),
                () -> request(api.close(request.number(), new GitHubLikeApi.Closing("closed", body))));
    }

    @Override
    public boolean isReviewed(PullRequest request) {
        long number = request.number();
        // A page may be shorter than asked for: only an empty one is the last for sure.
        return new Pages<>(
                        1,
                        page -> calls.read(
                                "read the reviews of #" + number, () -> api.reviews(number, GiteaApi.PAGE, page)))
                .first(review -> !NO_REVIEWS.contains(review.state()))
                .isPresent();
    }

    @Override
    public List<Comment> comments(PullRequest request) {
        return comments(calls.read("read the comments of #" + request.number(), () -> api.comments(request.number())));
    }

    @Override
    public int bodyLimit() {
        return 1_000_000;
    }

    @Override
    void mark(String commit, GitHubLikeApi.Status status) {
        api.mark(commit, status);
    }

    @Override
    void assign(long number, GitHubLikeApi.Assignees assignees) {
        api.assign(number, assignees);
    }

    @Override
    List<GitHubLikeApi.IssueLabel> setLabels(long number, List<String> names) {
        List<Long> ids = labels.ids(names);
        return calls.write("label #" + number, () -> api.label(number, new GiteaApi.LabelIds(ids)));
    }

    private Optional<GiteaPull> any(String what, String branch, String base) {
        try {
            return Optional.of(calls.read(what, () -> api.pull(base, branch)));
        } catch (RefusedException e) {
            if (!e.isStatus(404)) {
                throw e;
            }
            // No request, no repository or no permission: all are said alike.
            if (!isRepositorySeen) {
                calls.read(what, api::repository);
                isRepositorySeen = true;
            }
            return Optional.empty();
        }
    }

    private Optional<GiteaPull> first(String what, String branch, String base, String state) {
        return new Pages<>(1, page -> calls.read(what, () -> api.pulls(state, GiteaApi.PAGE, page)))
                .first(pull -> pull.head().label().equals(branch)
                        && pull.base().label().equals(base)
                        && pull.head().repository() == pull.base().repository());
    }

    private PullRequest create(Proposal proposal) {
        List<Long> ids = labels.ids(proposal.labels());
        return calls.write(
                "open a request from " + proposal.branch() + " into " + proposal.base(),
                () -> request(api.open(new GiteaApi.NewGiteaPull(
                        DRAFT.of(proposal.title(), proposal.draft()),
                        proposal.branch(),
                        proposal.base(),
                        proposal.body(),
                        ids))));
    }

    private static PullRequest request(GiteaPull pull) {
        return new PullRequest(
                pull.number(),
                pull.url(),
                state(pull.merged(), pull.state()),
                DRAFT.bare(pull.title()),
                Objects.requireNonNullElse(pull.body(), ""),
                names(pull.labels()),
                Objects.requireNonNullElse(pull.head().sha(), ""));
    }
}
