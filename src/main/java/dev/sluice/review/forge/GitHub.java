package dev.sluice.review.forge;

import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.forge.GitHubApi.GitHubPull;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Pull requests of GitHub, on its own site or on an enterprise's. */
final class GitHub extends GitHubLikeForge<GitHubApi> {

    static final ForgeProvider PROVIDER = new ForgeProvider(
            "github",
            GitHub::api,
            Set.of(ForgeProvider.Feature.APPS),
            new ForgeAuth(
                    "Authorization",
                    "Bearer ",
                    "the scope repo; of a fine-grained token or an App the permissions Contents, Pull requests and Commit"
                            + " statuses, to read and write"),
            GitHub::new);

    private final String owner;

    GitHub(ForgeSession session) {
        super(GitHubApi.class, session);
        this.owner = session.path().substring(0, session.path().indexOf('/'));
    }

    /**
     * The address of the API: of github.com, of an enterprise with data residency, or of an enterprise's server.
     *
     * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api">GitHub's documentation</a>
     */
    private static String api(String site) {
        if (site.matches("https://(www\\.|ssh\\.)?github\\.com")) {
            return "https://api.github.com";
        }
        return site.endsWith(".ghe.com") ? site.replace("://", "://api.") : site + "/api/v3";
    }

    @Override
    public Optional<PullRequest> find(String branch, String base) {
        List<GitHubPull> newest = pulls(branch, base, "all");
        Optional<GitHubPull> open = first(newest, pull -> pull.state().equals("open"));
        if (open.isEmpty() && newest.size() == GitHubApi.PAGE) {
            open = first(pulls(branch, base, "open"), pull -> true);
        }
        return open.or(() -> first(newest, pull -> true)).map(GitHub::request);
    }

    @Override
    public PullRequest open(Proposal proposal) {
        PullRequest opened = Opening.open(
                this,
                proposal,
                () -> create(proposal),
                refusal -> refusal.isStatus(422) && refusal.says("already exists"));
        PullRequest labelled = label(opened, proposal.labels());
        addPeople(labelled, proposal);
        return labelled;
    }

    @Override
    public PullRequest update(PullRequest request, Proposal proposal) {
        GitHubLikeApi.Edit edit = new GitHubLikeApi.Edit(proposal.title(), proposal.body());
        PullRequest updated =
                calls.write("update #" + request.number(), () -> request(api.edit(request.number(), edit)));
        return label(updated, proposal.labels());
    }

    @Override
    public void close(PullRequest request, String body) {
        calls.write(
                "close #" + request.number(),
                () -> api.close(request.number(), new GitHubLikeApi.Closing("closed", body)));
    }

    @Override
    public boolean isReviewed(PullRequest request) {
        long number = request.number();
        return new Pages<>(
                                GitHubApi.PAGE,
                                page -> calls.read(
                                        "read the reviews of #" + number,
                                        () -> api.reviews(number, GitHubApi.PAGE, page)))
                        .first(review -> !review.state().equals("PENDING"))
                        .isPresent()
                || !calls.read("read the remarks on #" + number, () -> api.remarks(number, 1))
                        .isEmpty();
    }

    @Override
    public List<Comment> comments(PullRequest request) {
        long number = request.number();
        return comments(new Pages<>(
                        GitHubApi.PAGE,
                        page -> calls.read(
                                "read the comments of #" + number, () -> api.comments(number, GitHubApi.PAGE, page)))
                .all());
    }

    @Override
    public int bodyLimit() {
        return 65_536;
    }

    private PullRequest create(Proposal proposal) {
        return calls.write(
                "open a request from " + proposal.branch() + " into " + proposal.base(),
                () -> request(api.open(new GitHubApi.NewGitHubPull(
                        proposal.title(), proposal.branch(), proposal.base(), proposal.body(), proposal.draft()))));
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
        return calls.write("label #" + number, () -> api.label(number, new GitHubApi.LabelNames(names)));
    }

    private List<GitHubPull> pulls(String branch, String base, String state) {
        return calls.read(
                "find the request from " + branch + " into " + base,
                () -> api.pulls(owner + ":" + branch, base, state));
    }

    /** The filter of the owner lets pass a fork of the same owner, which is not ours. */
    private static Optional<GitHubPull> first(List<GitHubPull> pulls, Predicate<GitHubPull> isRight) {
        return pulls.stream()
                .filter(pull ->
                        pull.headRepository().isEmpty() || pull.headRepository().equals(pull.baseRepository()))
                .filter(isRight)
                .findFirst();
    }

    private static PullRequest request(GitHubPull pull) {
        return new PullRequest(
                pull.number(),
                pull.url(),
                state(pull.mergedAt() != null, pull.state()),
                pull.title(),
                Objects.requireNonNullElse(pull.body(), ""),
                names(pull.labels()),
                pull.head() == null || pull.head().sha() == null
                        ? ""
                        : pull.head().sha());
    }
}
