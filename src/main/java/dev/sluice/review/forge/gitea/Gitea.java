package dev.sluice.review.forge.gitea;

import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.forge.calls.AddressForms;
import dev.sluice.review.forge.calls.DraftTitle;
import dev.sluice.review.forge.calls.ForgeAuth;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.review.forge.calls.ForgeSession;
import dev.sluice.review.forge.calls.Opening;
import dev.sluice.review.forge.calls.PageForms;
import dev.sluice.review.forge.calls.Pages;
import dev.sluice.review.forge.gitea.GiteaApi.GiteaPull;
import dev.sluice.review.forge.github.GitHubLikeApi;
import dev.sluice.review.forge.github.GitHubLikeForge;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Pull requests of Gitea and Forgejo. */
public final class Gitea extends GitHubLikeForge<GiteaApi> {

    private static final PageForms PAGES = PageForms.plain("/commit/{commit}", "/src/commit/{commit}/{path}");

    public static final ForgeProvider PROVIDER = provider("gitea", "gitea\\.com");

    public static final ForgeProvider FORGEJO = provider("forgejo", "codeberg\\.org");

    /** As both are configured by default. */
    private static final DraftTitle DRAFT = new DraftTitle("WIP:", Pattern.compile("(?i)(WIP:|\\[WIP])\\s*"));

    private static final Set<String> NO_REVIEWS = Set.of("PENDING", "REQUEST_REVIEW");

    private final GiteaLabels labels;
    private final GiteaAutoMerge autoMerge;
    private boolean isRepositorySeen;

    Gitea(ForgeSession session) {
        super(GiteaApi.class, session, PAGES);
        this.autoMerge = new GiteaAutoMerge(api, calls);
        String owner = session.path().substring(0, session.path().indexOf('/'));
        this.labels = new GiteaLabels(api, session.clients().get(GiteaOrganizationApi.class, "/orgs/" + owner), calls);
    }

    private static ForgeProvider provider(String name, String hosts) {
        return new ForgeProvider(
                name,
                AddressForms.plain(hosts, site -> site + "/api/v1"),
                PAGES,
                Set.of(ForgeProvider.Feature.ASSIGNEES, ForgeProvider.Feature.AUTO_MERGE),
                new ForgeAuth(
                        "Authorization",
                        "token ",
                        "the scopes write:repository, write:issue and read:organization and write access to the"
                                + " repository"),
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
        return Opening.open(this, proposal, () -> create(proposal), refusal -> refusal.isStatus(409));
    }

    /** Reads the title first: whether the request is a draft is for people to say. */
    @Override
    public PullRequest update(PullRequest request, Proposal proposal) {
        long number = request.number();
        GiteaPull now = calls.read("read #" + number, () -> api.pull(number));
        String title = DRAFT.of(proposal.title(), DRAFT.isDraft(now.title()));
        PullRequest updated = calls.write(
                "update #" + number, () -> request(api.edit(number, new GitHubLikeApi.Edit(title, proposal.body()))));
        return label(updated, proposal);
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
        return reviews(number)
                .first(review -> !NO_REVIEWS.contains(review.state()))
                .isPresent();
    }

    @Override
    public List<Comment> comments(PullRequest request) {
        return comments(calls.read("read the comments of #" + request.number(), () -> api.comments(request.number())));
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
        return 1_000_000;
    }

    @Override
    protected void mark(String commit, GitHubLikeApi.Status status) {
        api.mark(commit, status);
    }

    @Override
    protected PullRequest reopened(long number) {
        return request(api.reopen(number, new GitHubLikeApi.Reopening("open")));
    }

    /** The API sets the whole list, so that it must name those who are there. */
    @Override
    protected Set<String> assign(long number, String name) {
        Set<String> names = new TreeSet<>(
                logins(calls.read("read #" + number, () -> api.pull(number)).assignees()));
        names.add(name);
        return logins(api.assign(number, new GitHubLikeApi.Assignees(List.copyOf(names)))
                .assignees());
    }

    @Override
    protected Set<String> asked(long number) {
        Set<String> asked = new HashSet<>();
        reviews(number).all().forEach(review -> {
            if (review.user() != null && review.user().login() != null) {
                asked.add(review.user().login().toLowerCase(Locale.ROOT));
            }
            if (review.team() != null && review.team().name() != null) {
                asked.add(Proposal.TEAM + review.team().name().toLowerCase(Locale.ROOT));
            }
        });
        return asked;
    }

    @Override
    protected List<GitHubLikeApi.IssueLabel> addLabels(long number, List<String> names) {
        List<Long> ids = labels.ids(names);
        return calls.write("label #" + number, () -> api.label(number, new GiteaApi.LabelIds(ids)));
    }

    @Override
    protected void removeLabel(long number, String name) {
        long id = labels.ids(List.of(name)).getFirst();
        calls.write("take the label '" + name + "' from #" + number, () -> api.unlabel(number, id));
    }

    /** A page may be shorter than asked for: only an empty one is the last for sure. */
    private Pages<GiteaApi.GiteaReview> reviews(long number) {
        return new Pages<>(
                1,
                page -> calls.read("read the reviews of #" + number, () -> api.reviews(number, GiteaApi.PAGE, page)));
    }

    private Optional<GiteaPull> any(String what, String branch, String base) {
        Optional<GiteaPull> found = calls.find(what, () -> api.pull(base, branch));
        // No request, no repository or no permission: all are said alike.
        if (found.isEmpty() && !isRepositorySeen) {
            calls.read(what, api::repository);
            isRepositorySeen = true;
        }
        return found;
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
