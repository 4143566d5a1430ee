package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.Forge;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.Activity;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.NewServerComment;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.Participant;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.ServerComment;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenterApi.ServerPull;
import dev.sluice.review.forge.calls.AddressForms;
import dev.sluice.review.forge.calls.AddressForms.ForgePlace;
import dev.sluice.review.forge.calls.ForgeAddress;
import dev.sluice.review.forge.calls.ForgeAuth;
import dev.sluice.review.forge.calls.ForgeCalls;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.review.forge.calls.ForgeSession;
import dev.sluice.review.forge.calls.LinkedPages;
import dev.sluice.review.forge.calls.LinkedPages.Piece;
import dev.sluice.review.forge.calls.Opening;
import dev.sluice.review.forge.calls.RefusedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pull requests of Bitbucket Data Center.
 *
 * @see <a href="https://developer.atlassian.com/server/bitbucket/rest/">Atlassian's documentation</a>
 */
public final class BitbucketDataCenter implements Forge {

    public static final ForgeProvider PROVIDER = new ForgeProvider(
            "bitbucket-data-center",
            new AddressForms(
                    Pattern.compile("(?!)"),
                    BitbucketDataCenter::place,
                    Pattern.compile("(?!\\.+$)~?[A-Za-z0-9_.][-A-Za-z0-9_.]*")),
            Set.of(ForgeProvider.Feature.AUTO_MERGE),
            new ForgeAuth("Authorization", "Bearer ", "repository write; to hear who may merge, repository admin"),
            BitbucketDataCenter::new);

    private static final Pattern CLONE = Pattern.compile("(?:(.+)/)?scm/([^/]+/[^/]+)");
    private static final Pattern BROWSER = Pattern.compile("(?:(.+)/)?(projects|users)/([^/]+)/repos/([^/]+)(?:/.*)?");

    private static final String HEADS = "refs/heads/";

    /** Whether a request was changed meanwhile is seen by its version: then it is read and changed again. */
    private static final int TRIES = 3;

    private final String project;
    private final String slug;
    private final String commits;
    private final BitbucketDataCenterApi api;
    private final ForgeCalls calls;
    private final BitbucketDataCenterPeople people;
    private final BitbucketDataCenterAutoMerge autoMerge;

    BitbucketDataCenter(ForgeSession session) {
        this.project = session.path().substring(0, session.path().indexOf('/'));
        this.slug = session.path().substring(project.length() + 1);
        this.commits = session.api().toString().replaceFirst("/rest$", "") + "/projects/" + project + "/repos/" + slug
                + "/commits/";
        this.api = session.clients().get(BitbucketDataCenterApi.class, "");
        this.calls = session.calls();
        this.people = new BitbucketDataCenterPeople(project, slug, api, calls);
        this.autoMerge = new BitbucketDataCenterAutoMerge(project, slug, api, calls);
    }

    /** The server may lie below a path, which clone addresses over https show. */
    private static ForgePlace place(ForgeAddress address) {
        Matcher clone = CLONE.matcher(address.path());
        if (clone.matches()) {
            return new ForgePlace(api(address, clone.group(1)), clone.group(2));
        }
        Matcher browser = BROWSER.matcher(address.path());
        if (browser.matches()) {
            String owner = (browser.group(2).equals("users") ? "~" : "") + browser.group(3);
            return new ForgePlace(api(address, browser.group(1)), owner + "/" + browser.group(4));
        }
        return new ForgePlace(api(address, null), address.path());
    }

    private static String api(ForgeAddress address, @Nullable String context) {
        return address.site() + (context == null ? "" : "/" + context) + "/rest";
    }

    /** The pieces of a list: null where the answer is none. */
    static <T> @Nullable Piece<T> piece(@Nullable List<T> values, boolean isLast, @Nullable Long next) {
        return values == null
                ? null
                : new Piece<>(values, isLast || next == null ? OptionalLong.empty() : OptionalLong.of(next));
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
        try {
            return Optional.of(request(again(
                            number,
                            now -> calls.write(
                                    "open #" + number + " again",
                                    () -> api.reopen(project, slug, number, now.version())))))
                    .filter(PullRequest::isOpen);
        } catch (RefusedException e) {
            if (e.isAboutState()) {
                return Optional.empty();
            }
            throw e;
        }
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
        return hasStatus
                || activities(request)
                        .first(activity -> isComment(activity) && activity.commentAnchor() != null)
                        .isPresent();
    }

    @Override
    public List<Comment> comments(PullRequest request) {
        List<Comment> comments = new ArrayList<>();
        activities(request).all().stream()
                .filter(activity -> isComment(activity) && activity.commentAnchor() == null)
                .forEach(activity -> add(comments, activity.comment()));
        comments.sort(Comparator.comparingLong(Comment::id));
        return Collections.unmodifiableList(comments);
    }

    @Override
    public void comment(PullRequest request, String text) {
        calls.write(
                "comment on #" + request.number(),
                () -> api.comment(
                        project, slug, request.number(), new NewServerComment(BitbucketMarkdown.written(text), null)));
    }

    /** A comment has a version too. */
    @Override
    public void edit(PullRequest request, Comment comment, String text) {
        long number = request.number();
        String written = BitbucketMarkdown.written(text);
        again(
                () -> calls.read(
                        "read a comment on #" + number, () -> api.comment(project, slug, number, comment.id())),
                now -> calls.write(
                        "edit a comment on #" + number,
                        () -> api.edit(
                                project, slug, number, comment.id(), new NewServerComment(written, now.version()))));
    }

    @Override
    public void mark(String commit, CommitStatus status) {
        String state =
                switch (status.state()) {
                    case PENDING -> "INPROGRESS";
                    case SUCCESS -> "SUCCESSFUL";
                    case FAILURE -> "FAILED";
                };
        BitbucketDataCenterApi.Build build = new BitbucketDataCenterApi.Build(
                status.context(), state, commits + commit, status.context(), status.description());
        calls.write("mark commit " + commit, () -> api.mark(project, slug, commit, build));
    }

    @Override
    public int bodyLimit() {
        return BitbucketLabels.LONGEST_BODY - BitbucketLabels.RESERVE;
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
        return again(() -> pull(number), change);
    }

    /** Reads something and changes it as it is; anew where it was changed in between. */
    private static <T, R> R again(Supplier<T> read, Function<T, R> change) {
        for (int left = TRIES - 1; ; left--) {
            try {
                return change.apply(read.get());
            } catch (RefusedException e) {
                boolean isOutOfDate = e.isStatus(409) && e.says("outofdate");
                if (left == 0 || !isOutOfDate) {
                    throw e;
                }
            }
        }
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
                            return piece(page.values(), page.isLastPage(), page.nextPageStart());
                        }))
                .first(pull -> pull.fromRef().id().equals(HEADS + branch)
                        && pull.toRef().id().equals(HEADS + base)
                        && Objects.equals(
                                pull.fromRef().repository(), pull.toRef().repository()));
    }

    private LinkedPages<Activity> activities(PullRequest request) {
        long number = request.number();
        return new LinkedPages<>(
                0,
                start -> calls.read("read the comments of #" + number, () -> {
                    BitbucketDataCenterApi.ActivityPage page = api.activities(project, slug, number, start);
                    return piece(page.values(), page.isLastPage(), page.nextPageStart());
                }));
    }

    private static boolean isComment(Activity activity) {
        return "COMMENTED".equals(activity.action())
                && "ADDED".equals(activity.commentAction())
                && activity.comment() != null;
    }

    /** Answers lie below what they answer. */
    private static void add(List<Comment> comments, ServerComment comment) {
        comments.add(new Comment(
                comment.id(),
                BitbucketMarkdown.read(Objects.requireNonNullElse(comment.text(), "")),
                comment.author() == null ? "" : comment.author().name()));
        if (comment.comments() != null) {
            comment.comments().forEach(answer -> add(comments, answer));
        }
    }

    private BitbucketDataCenterApi.ServerRef ref(String branch) {
        return new BitbucketDataCenterApi.ServerRef(
                HEADS + branch,
                null,
                new BitbucketDataCenterApi.ServerRepository(slug, new BitbucketDataCenterApi.ServerProject(project)));
    }

    private static PullRequest request(ServerPull pull) {
        RequestState state =
                switch (pull.state()) {
                    case "MERGED" -> RequestState.MERGED;
                    case "OPEN" -> RequestState.OPEN;
                    default -> RequestState.CLOSED;
                };
        return BitbucketLabels.of(pull.title(), pull.description())
                .request(
                        pull.id(),
                        pull.links().self().getFirst().href(),
                        state,
                        Objects.requireNonNullElse(pull.fromRef().latestCommit(), ""));
    }
}
