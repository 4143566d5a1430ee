package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.Forge;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import dev.sluice.review.RepositoryPages;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.Participant;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.ServerPull;
import dev.sluice.review.forge.calls.ForgeAuth;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.review.forge.calls.ForgeSession;
import dev.sluice.review.forge.calls.LinkedPages;
import dev.sluice.review.forge.calls.Opening;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Pull requests of Bitbucket Data Center.
 *
 * @see <a href="https://developer.atlassian.com/server/bitbucket/rest/">Atlassian's documentation</a>
 */
public final class BitbucketDataCenter implements Forge {

    public static final ForgeProvider PROVIDER = new ForgeProvider(
            "bitbucket-data-center",
            BitbucketAddress.FORMS,
            BitbucketAddress.PAGES,
            Set.of(ForgeProvider.Feature.AUTO_MERGE),
            new ForgeAuth("Authorization", "Bearer ", "repository write; to hear who may merge, repository admin"),
            BitbucketDataCenter::new);

    private static final String HEADS = "refs/heads/";

    private final String project;
    private final String slug;
    private final RepositoryPages pages;
    private final BitbucketDataCenterApi api;
    private final ForgeCalls calls;
    private final BitbucketDataCenterPeople people;
    private final BitbucketDataCenterRemarks remarks;
    private final BitbucketDataCenterAutoMerge autoMerge;

    BitbucketDataCenter(ForgeSession session) {
        this.project = session.path().substring(0, session.path().indexOf('/'));
        this.slug = session.path().substring(project.length() + 1);
        this.pages = PROVIDER.pages().of(session.api(), session.path());
        this.api = session.clients().get(BitbucketDataCenterApi.class, "");
        this.calls = session.calls();
        BitbucketAccessApi access = session.clients().get(BitbucketAccessApi.class, "");
        this.people = new BitbucketDataCenterPeople(project, slug, api, access, calls);
        this.remarks = new BitbucketDataCenterRemarks(project, slug, api, calls);
        this.autoMerge = new BitbucketDataCenterAutoMerge(project, slug, api, access, calls);
    }

    @Override
    public Optional<PullRequest> find(String branch, String base) {
        Optional<ServerPull> newest = first(branch, base, "ALL");
        return newest.filter(pull -> pull.state().equals("OPEN"))
                .or(() -> newest.flatMap(any -> first(branch, base, "OPEN")))
                .or(() -> newest)
                .map(BitbucketDataCenter::request);
    }

    @Override
    public PullRequest open(Proposal proposal) {
        BitbucketLabels labels = BitbucketLabels.of("", "").with(proposal);
        BitbucketDataCenterApi.NewServerPull pull = new BitbucketDataCenterApi.NewServerPull(
                labels.sentTitle(),
                labels.sentBody(),
                ref(proposal.branch()),
                ref(proposal.base()),
                proposal.draft() ? Boolean.TRUE : null);
        return Opening.open(
                this,
                proposal,
                () -> calls.write(
                        "open a request from " + proposal.branch() + " into " + proposal.base(),
                        () -> request(api.open(project, slug, pull))),
                refusal -> refusal.isStatus(409) && refusal.says("duplicatepullrequest"));
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
        again(number, now -> calls.write("close #" + number, () -> api.decline(project, slug, number, now.version())));
    }

    @Override
    public Optional<PullRequest> reopen(PullRequest request) {
        long number = request.number();
        return Opening.again(() -> request(again(
                number,
                now -> calls.write(
                        "open #" + number + " again", () -> api.reopen(project, slug, number, now.version())))));
    }

    @Override
    public List<String> ask(PullRequest request, Proposal proposal) {
        return proposal.reviewers().isEmpty()
                ? List.of()
                : people.ask(request.number(), proposal.reviewers(), pull(request.number()));
    }

    @Override
    public boolean mayMerge(String user, String base) {
        return people.mayMerge(user, base);
    }

    @Override
    public Optional<String> mergeWhenChecked(PullRequest request, String head, String base) {
        return autoMerge.ask(pull(request.number()), head, base);
    }

    @Override
    public void keepUnmerged(PullRequest request) {
        autoMerge.cancel(request.number());
    }

    @Override
    public boolean isReviewed(PullRequest request) {
        ServerPull now = pull(request.number());
        boolean hasStatus = Stream.of(now.reviewers(), now.participants())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(Participant::status)
                .anyMatch(status -> "APPROVED".equals(status) || "NEEDS_WORK".equals(status));
        return hasStatus || remarks.isOnLine(request.number());
    }

    @Override
    public List<Comment> comments(PullRequest request) {
        return remarks.all(request.number());
    }

    @Override
    public void comment(PullRequest request, String text) {
        remarks.say(request.number(), text);
    }

    @Override
    public void edit(PullRequest request, Comment comment, String text) {
        remarks.edit(request.number(), comment.id(), text);
    }

    @Override
    public void mark(String commit, CommitStatus status) {
        String state = BitbucketStates.ofBuild(status);
        String page = pages.commit(commit).orElseThrow().toString();
        BitbucketDataCenterApi.Build build =
                new BitbucketDataCenterApi.Build(status.context(), state, page, status.context(), status.description());
        calls.write("mark commit " + commit, () -> api.mark(project, slug, commit, build));
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

    private PullRequest edit(long number, Function<BitbucketLabels, BitbucketLabels> change) {
        return request(again(number, now -> {
            BitbucketLabels labels = change.apply(BitbucketLabels.of(now.title(), now.description()));
            List<BitbucketDataCenterApi.AskedUser> reviewers = now.reviewers() == null
                    ? List.of()
                    : now.reviewers().stream()
                            .map(reviewer -> new BitbucketDataCenterApi.AskedUser(reviewer.user()))
                            .toList();
            return calls.write(
                    "update #" + number,
                    () -> api.edit(
                            project,
                            slug,
                            number,
                            new BitbucketDataCenterApi.ServerEdit(
                                    now.version(), labels.sentTitle(), labels.sentBody(), reviewers, now.draft())));
        }));
    }

    private ServerPull again(long number, Function<ServerPull, ServerPull> change) {
        return Versions.again(() -> pull(number), change);
    }

    private ServerPull pull(long number) {
        return calls.read("read #" + number, () -> api.pull(project, slug, number));
    }

    /** A fork's branch may have the same name. */
    private Optional<ServerPull> first(String branch, String base, String state) {
        return new LinkedPages<ServerPull>(
                        0,
                        start -> calls.read("find the request from " + branch + " into " + base, () -> {
                            BitbucketDataCenterApi.PullPage page =
                                    api.pulls(project, slug, HEADS + branch, state, start);
                            return BitbucketPieces.of(page.values(), page.isLastPage(), page.nextPageStart());
                        }))
                .first(pull -> pull.fromRef().id().equals(HEADS + branch)
                        && pull.toRef().id().equals(HEADS + base)
                        && Objects.equals(
                                pull.fromRef().repository(), pull.toRef().repository()));
    }

    private BitbucketDataCenterApi.ServerRef ref(String branch) {
        return new BitbucketDataCenterApi.ServerRef(
                HEADS + branch,
                null,
                new BitbucketDataCenterApi.ServerRepository(slug, new BitbucketDataCenterApi.ServerProject(project)));
    }

    private static PullRequest request(ServerPull pull) {
        RequestState state = BitbucketStates.ofRequest(pull.state());
        return BitbucketLabels.of(pull.title(), pull.description())
                .request(
                        pull.id(),
                        pull.links().self().getFirst().href(),
                        state,
                        Objects.requireNonNullElse(pull.fromRef().latestCommit(), ""));
    }
}
