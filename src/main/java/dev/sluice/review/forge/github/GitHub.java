package dev.sluice.review.forge.github;

import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.forge.calls.AddressForms;
import dev.sluice.review.forge.calls.ForgeAuth;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.review.forge.calls.ForgeSession;
import dev.sluice.review.forge.calls.LabelStyle;
import dev.sluice.review.forge.calls.Opening;
import dev.sluice.review.forge.calls.PageForms;
import dev.sluice.review.forge.calls.Pages;
import dev.sluice.review.forge.calls.RefusedException;
import dev.sluice.review.forge.github.GitHubApi.GitHubPull;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Pull requests of GitHub, on its own site or on an enterprise's. */
public final class GitHub extends GitHubLikeForge<GitHubApi> {

    public static final ForgeProvider PROVIDER = new ForgeProvider(
            "github",
            AddressForms.plain("(www\\.|ssh\\.)?github\\.com|[^.]+\\.ghe\\.com", GitHub::api),
            PageForms.plain("/commit/{commit}", "/tree/{commit}/{path}"),
            Set.of(ForgeProvider.Feature.APPS, ForgeProvider.Feature.ASSIGNEES, ForgeProvider.Feature.AUTO_MERGE),
            new ForgeAuth(
                    "Authorization",
                    "Bearer ",
                    "the scope repo; of a fine-grained token or an App the permissions Contents, Pull requests and"
                            + " Commit statuses, to read and write"),
            GitHub::new);

    private static final Logger LOG = Logger.getLogger(GitHub.class);

    private final String owner;
    private final GitHubAutoMerge autoMerge;

    /** Those that were looked up in this run. */
    private final Set<String> labels = new HashSet<>();

    GitHub(ForgeSession session) {
        super(GitHubApi.class, session, PROVIDER.pages());
        // An enterprise's server has it beside the version of the REST API.
        String graph = session.api().getPath().endsWith("/v3") ? "/../graphql" : "/graphql";
        this.autoMerge = new GitHubAutoMerge(api, session.clients().get(GitHubGraphApi.class, graph), calls);
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
        return label(opened, proposal);
    }

    @Override
    public PullRequest update(PullRequest request, Proposal proposal) {
        GitHubLikeApi.Edit edit = new GitHubLikeApi.Edit(proposal.title(), proposal.body());
        PullRequest updated =
                calls.write("update #" + request.number(), () -> request(api.edit(request.number(), edit)));
        return label(updated, proposal);
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
        return reviews(number)
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
    public Optional<String> mergeWhenChecked(PullRequest request, String head, String base) {
        return autoMerge.ask(request.number(), head, base);
    }

    @Override
    public void keepUnmerged(PullRequest request) {
        autoMerge.cancel(request.number());
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
    protected void mark(String commit, GitHubLikeApi.Status status) {
        api.mark(commit, status);
    }

    @Override
    protected PullRequest reopened(long number) {
        return request(api.reopen(number, new GitHubLikeApi.Reopening("open")));
    }

    @Override
    protected Set<String> assign(long number, String name) {
        return logins(
                api.assign(number, new GitHubLikeApi.Assignees(List.of(name))).assignees());
    }

    @Override
    protected Set<String> asked(long number) {
        GitHubApi.Requested requested =
                calls.read("read who is asked for a review of #" + number, () -> api.requested(number));
        Set<String> asked = new HashSet<>();
        logins(requested.users()).forEach(name -> asked.add(name.toLowerCase(Locale.ROOT)));
        if (requested.teams() != null) {
            requested.teams().forEach(team -> asked.add(Proposal.TEAM + team.slug()));
        }
        reviews(number).all().forEach(review -> logins(review.user() == null ? List.of() : List.of(review.user()))
                .forEach(name -> asked.add(name.toLowerCase(Locale.ROOT))));
        return asked;
    }

    @Override
    protected List<GitHubLikeApi.IssueLabel> addLabels(long number, List<String> names) {
        names.forEach(this::makeLabel);
        return calls.write("label #" + number, () -> api.label(number, new GitHubApi.LabelNames(names)));
    }

    @Override
    protected void removeLabel(long number, String name) {
        calls.write("take the label '" + name + "' from #" + number, () -> api.unlabel(number, name));
    }

    /** Makes a label that is not there; without that GitHub makes it as well, grey and without a word. */
    private void makeLabel(String name) {
        if (!labels.add(name)) {
            return;
        }
        try {
            calls.read("look up the label '" + name + "'", () -> api.knownLabel(name));
        } catch (RefusedException missing) {
            LabelStyle style = LabelStyle.of(name);
            try {
                calls.write(
                        "make the label '" + name + "'",
                        () -> api.create(new GitHubLikeApi.NewLabel(name, style.color(), style.description())));
            } catch (RefusedException e) {
                LOG.debugf("label '%s' gets no colour: %s", name, e.getMessage());
            }
        }
    }

    private Pages<GitHubLikeApi.PullReview> reviews(long number) {
        return new Pages<>(
                GitHubApi.PAGE,
                page -> calls.read("read the reviews of #" + number, () -> api.reviews(number, GitHubApi.PAGE, page)));
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
