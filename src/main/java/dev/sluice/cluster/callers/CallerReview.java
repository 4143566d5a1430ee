package dev.sluice.cluster.callers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.ranges.Sha256;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Asks the cluster whose a token is, and what its bearer may do. Answers are remembered for seconds, by a digest of the
 * token; that there was none is not. Thread-safe.
 *
 * <p>Reviewed are resources of an API group of Sluice's own, not the paths of its HTTP interface: the default ClusterRole
 * {@code system:discovery} lets every authenticated user get {@code /api/*}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles">Kubernetes, API discovery
 *     roles</a>
 */
public final class CallerReview {

    /** No resource of it exists in the cluster; rules of ClusterRoles name it. */
    public static final String GROUP = "sluice.dev";

    /** Enough for all who call at a time; a flood of made-up tokens costs no more memory. */
    static final int MOST = 1_000;

    private final Access access;
    private final Cache<String, Caller> callers;
    private final Cache<Question, Review> reviews;

    private record Question(Caller.Known caller, String verb, String resource) {}

    /**
     * Remembers answers for a time.
     *
     * @param remembered how long an answer counts; with none, each question is asked anew
     * @param nanos a clock that never goes back, as {@link System#nanoTime} is
     */
    public CallerReview(Access access, Duration remembered, LongSupplier nanos) {
        this(access, remembered, nanos, MOST);
    }

    /** @param most how many answers of each kind are remembered */
    CallerReview(Access access, Duration remembered, LongSupplier nanos, int most) {
        this.access = access;
        this.callers = answers(remembered, nanos, most);
        this.reviews = answers(remembered, nanos, most);
    }

    /** Bounded at every moment: what is too much goes in the call that brought it, not in a thread beside. */
    private static <Q, A> Cache<Q, A> answers(Duration remembered, LongSupplier nanos, int most) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(remembered)
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Whose token it is. */
    public Caller caller(String token) {
        String digest = Sha256.hex(token);
        return Optional.ofNullable(callers.getIfPresent(digest)).orElseGet(() -> {
            Caller caller = identify(token);
            if (!(caller instanceof Caller.Unreachable)) {
                callers.put(digest, caller);
            }
            return caller;
        });
    }

    /**
     * Whether a caller may do something.
     *
     * @param verb get or create
     * @param resource a cluster-scoped resource of {@link #GROUP}, for example {@code runs}
     */
    public Review review(Caller.Known caller, String verb, String resource) {
        Question question = new Question(caller, verb, resource);
        return Optional.ofNullable(reviews.getIfPresent(question)).orElseGet(() -> {
            Review review = ask(question);
            if (!(review instanceof Review.Unreviewed)) {
                reviews.put(question, review);
            }
            return review;
        });
    }

    private Caller identify(String token) {
        TokenReview review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .endSpec()
                .build();
        Answer<TokenReviewStatus> answer = access.ask(Optional.empty(), "token review", client -> Optional.ofNullable(
                        client.tokenReviews().create(review)) // null where the answer is empty
                .map(TokenReview::getStatus)
                .orElse(null));
        return switch (answer) {
            case Answer.Found<TokenReviewStatus>(TokenReviewStatus status) -> caller(status);
            case Answer.Absent<TokenReviewStatus>() -> new Caller.Unreachable("token review: the API has none");
            case Answer.Unseen<TokenReviewStatus>(String reason) -> new Caller.Unreachable(reason);
        };
    }

    private static Caller caller(TokenReviewStatus status) {
        UserInfo user = status.getUser();
        boolean isKnown = Boolean.TRUE.equals(status.getAuthenticated())
                && user != null
                && user.getUsername() != null
                && !user.getUsername().isEmpty();
        return isKnown
                ? new Caller.Known(
                        user.getUsername(),
                        Objects.requireNonNullElse(user.getUid(), ""),
                        Objects.requireNonNullElse(user.getGroups(), List.of()),
                        Objects.requireNonNullElse(user.getExtra(), Map.of()))
                : new Caller.Unknown();
    }

    private Review ask(Question question) {
        Caller.Known caller = question.caller();
        SubjectAccessReview review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(caller.name())
                .withUid(caller.uid())
                .withGroups(caller.groups())
                .withExtra(caller.extra())
                .withNewResourceAttributes()
                .withGroup(GROUP)
                .withResource(question.resource())
                .withVerb(question.verb())
                .endResourceAttributes()
                .endSpec()
                .build();
        Answer<Boolean> answer = access.ask(Optional.empty(), "access review", client -> Optional.ofNullable(
                        client.authorization().v1().subjectAccessReview().create(review))
                .map(SubjectAccessReview::getStatus)
                .map(status -> Boolean.TRUE.equals(status.getAllowed()))
                .orElse(null));
        return switch (answer) {
            case Answer.Found<Boolean>(Boolean allowed) -> allowed ? new Review.Allowed() : new Review.Forbidden();
            case Answer.Absent<Boolean>() -> new Review.Unreviewed("access review: the API has none");
            case Answer.Unseen<Boolean>(String reason) -> new Review.Unreviewed(reason);
        };
    }
}
