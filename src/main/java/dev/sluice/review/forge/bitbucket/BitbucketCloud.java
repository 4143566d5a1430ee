package dev.sluice.review.forge.bitbucket;

import dev.sluice.ranges.Sha256;
import dev.sluice.review.Forge;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import dev.sluice.review.RepositoryPages;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.CloudBranch;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.CloudComment;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.CloudEdit;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.CloudEnd;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.CloudPull;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.CloudText;
import dev.sluice.review.forge.bitbucket.BitbucketCloudApi.NewCloudComment;
import dev.sluice.review.forge.calls.AddressForms;
import dev.sluice.review.forge.calls.ForgeAuth;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.review.forge.calls.ForgeSession;
import dev.sluice.review.forge.calls.LinkedPages;
import dev.sluice.review.forge.calls.Opening;
import dev.sluice.review.forge.calls.PageForms;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Pull requests of Bitbucket Cloud, which opens no declined one again and merges none later.
 *
 * @see <a href="https://developer.atlassian.com/cloud/bitbucket/rest/">Atlassian's documentation</a>
 */
public final class BitbucketCloud implements Forge {

    public static final ForgeProvider PROVIDER = new ForgeProvider(
            "bitbucket-cloud",
            AddressForms.plain("((www|api|altssh)\\.)?bitbucket\\.org", site -> "https://api.bitbucket.org/2.0"),
            new PageForms(
                    (api, path) -> Optional.of("https://bitbucket.org/" + path),
                    "/commits/{commit}",
                    "/src/{commit}/{path}"),
            Set.of(),
            new ForgeAuth(
                    "Authorization",
                    BitbucketCloud::authorization,
                    "the scopes repository:write and pullrequest:write; to hear who may merge, repository:admin"),
            BitbucketCloud::new);

    private static final int LONGEST_KEY = 40;

    private final String workspace;
    private final String slug;
    private final BitbucketCloudApi api;
    private final ForgeCalls calls;
    private final RepositoryPages pages;
    private final BitbucketCloudPeople people;

    BitbucketCloud(ForgeSession session) {
        this.workspace = session.path().substring(0, session.path().indexOf('/'));
        this.slug = session.path().substring(workspace.length() + 1);
        this.api = session.clients().get(BitbucketCloudApi.class, "");
        this.calls = session.calls();
        this.pages = PROVIDER.pages().of(session.api(), session.path());
        this.people = new BitbucketCloudPeople(workspace, slug, api, calls);
    }

    /** The token of an account goes with its mail address, {@code anna@example.com:token}; others go alone. */
    private static String authorization(String token) {
        return token.contains(":") ? ForgeAuth.basic(token) : "Bearer " + token;
    }

    @Override
    public Optional<PullRequest> find(String branch, String base) {
        String states =
                " AND (state = \"OPEN\" OR state = \"MERGED\" OR state = \"DECLINED\" OR state = \"SUPERSEDED\")";
        Optional<CloudPull> newest = first(branch, base, states);
        return newest.filter(pull -> pull.state().equals("OPEN"))
                .or(() -> newest.flatMap(any -> first(branch, base, " AND state = \"OPEN\"")))
                .or(() -> newest)
                .map(this::request);
    }

    @Override
    public PullRequest open(Proposal proposal) {
        BitbucketLabels labels = BitbucketLabels.of("", "").with(proposal);
        BitbucketCloudApi.NewCloudPull pull = new BitbucketCloudApi.NewCloudPull(
                labels.sentTitle(),
                labels.sentBody(),
                new CloudEnd(new CloudBranch(proposal.branch()), null, null),
                new CloudEnd(new CloudBranch(proposal.base()), null, null),
                proposal.draft());
        return Opening.open(
                this,
                proposal,
                () -> calls.write(
                        "open a request from " + proposal.branch() + " into " + proposal.base(),
                        () -> request(api.open(workspace, slug, pull))),
                refusal -> (refusal.isStatus(400) || refusal.isStatus(409)) && refusal.says("already"));
    }

    @Override
    public PullRequest update(PullRequest request, Proposal proposal) {
        return edit(request.number(), labels -> labels.with(proposal));
    }

    /** A declined request cannot be changed: its body is written before. */
    @Override
    public void close(PullRequest request, String body) {
        long number = request.number();
        edit(number, labels -> labels.withBody(body));
        calls.write("close #" + number, () -> api.decline(workspace, slug, number));
    }

    @Override
    public Optional<PullRequest> reopen(PullRequest request) {
        return Optional.empty();
    }

    @Override
    public List<String> ask(PullRequest request, Proposal proposal) {
        return proposal.reviewers().isEmpty() ? List.of() : people.ask(request.number(), proposal.reviewers());
    }

    @Override
    public boolean mayMerge(String user, String base) {
        return people.mayMerge(user, base);
    }

    @Override
    public Optional<String> mergeWhenChecked(PullRequest request, String head, String base) {
        return Optional.of("Bitbucket Cloud does not merge later: leave sluice.review.auto-merge out");
    }

    @Override
    public void keepUnmerged(PullRequest request) {
        // it was never asked to
    }

    @Override
    public boolean isReviewed(PullRequest request) {
        long number = request.number();
        CloudPull now = pull(number);
        boolean hasState =
                now.participants() != null && now.participants().stream().anyMatch(each -> each.state() != null);
        return hasState
                || remarks(number)
                        .first(comment -> comment.inline() != null && !comment.deleted())
                        .isPresent();
    }

    @Override
    public List<Comment> comments(PullRequest request) {
        return remarks(request.number()).all().stream()
                .filter(comment -> comment.inline() == null && !comment.deleted())
                .map(comment -> new Comment(
                        comment.id(),
                        BitbucketMarkdown.read(
                                comment.content() == null
                                        ? ""
                                        : Objects.requireNonNullElse(
                                                comment.content().raw(), "")),
                        people.name(comment.user()),
                        comment.isEdited()))
                .toList();
    }

    @Override
    public void comment(PullRequest request, String text) {
        calls.write(
                "comment on #" + request.number(), () -> api.comment(workspace, slug, request.number(), written(text)));
    }

    @Override
    public void edit(PullRequest request, Comment comment, String text) {
        calls.write(
                "edit a comment on #" + request.number(),
                () -> api.edit(workspace, slug, request.number(), comment.id(), written(text)));
    }

    @Override
    public void mark(String commit, CommitStatus status) {
        String state = BitbucketStates.ofBuild(status);
        String context = status.context();
        String key =
                context.length() <= LONGEST_KEY ? context : Sha256.hex(context).substring(0, LONGEST_KEY);
        String page = pages.commit(commit).orElseThrow().toString();
        calls.write(
                "mark commit " + commit,
                () -> api.mark(
                        workspace,
                        slug,
                        commit,
                        new BitbucketCloudApi.CloudStatus(key, state, context, page, status.description())));
    }

    @Override
    public int bodyLimit() {
        return BitbucketLabels.LONGEST_BODY - BitbucketLabels.RESERVE;
    }

    @Override
    public RepositoryPages pages() {
        return pages;
    }

    @Override
    public String howToLabel(String label) {
        return BitbucketLabels.advice(label);
    }

    /** The API knows no versions: the title is read right before it is written. */
    private PullRequest edit(long number, Function<BitbucketLabels, BitbucketLabels> change) {
        CloudPull now = pull(number);
        BitbucketLabels labels = change.apply(BitbucketLabels.of(now.title(), now.description()));
        CloudEdit edit = new CloudEdit(
                labels.sentTitle(), labels.sentBody(), Objects.requireNonNullElse(now.reviewers(), List.of()));
        return calls.write("update #" + number, () -> request(api.edit(workspace, slug, number, edit)));
    }

    private CloudPull pull(long number) {
        return calls.read("read #" + number, () -> api.pull(workspace, slug, number));
    }

    private static NewCloudComment written(String text) {
        return new NewCloudComment(new CloudText(BitbucketMarkdown.written(text)));
    }

    private LinkedPages<CloudComment> remarks(long number) {
        return new LinkedPages<>(
                1,
                page -> calls.read("read the comments of #" + number, () -> {
                    BitbucketCloudApi.CloudRemarkPage found = api.comments(workspace, slug, number, page);
                    return BitbucketPieces.ofPage(found.values(), found.next(), page);
                }));
    }

    /** A fork's branch may have the same name. */
    private Optional<CloudPull> first(String branch, String base, String states) {
        String query =
                "source.branch.name = \"" + branch + "\" AND destination.branch.name = \"" + base + "\"" + states;
        return new LinkedPages<CloudPull>(
                        1,
                        page -> calls.read("find the request from " + branch + " into " + base, () -> {
                            BitbucketCloudApi.CloudPullPage found = api.pulls(workspace, slug, query, page);
                            return BitbucketPieces.ofPage(found.values(), found.next(), page);
                        }))
                .first(pull -> Objects.equals(
                        pull.source().repository(), pull.destination().repository()));
    }

    private PullRequest request(CloudPull pull) {
        RequestState state = BitbucketStates.ofRequest(pull.state());
        return BitbucketLabels.of(pull.title(), pull.description())
                .request(pull.id(), pull.links().html().href(), state, head(pull));
    }

    /** Answers shorten commits: only of one that was merged the whole one is worth a question. */
    private String head(CloudPull pull) {
        String hash =
                pull.source().commit() == null ? null : pull.source().commit().hash();
        if (hash == null || hash.length() == 40 || !pull.state().equals("MERGED")) {
            return hash == null || hash.length() < 40 ? "" : hash;
        }
        return calls.find("read commit " + hash, () -> api.commit(workspace, slug, hash))
                .map(BitbucketCloudApi.CloudCommit::hash)
                .orElse("");
    }
}
