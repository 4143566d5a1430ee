package dev.sluice.cluster.callers;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.ranges.Sha256;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the cluster who bears a token and whether they may use a path. Answers are remembered for seconds, by a digest of
 * the token; that there was none is not. Thread-safe.
 */
public final class CallerReview {

    /** Enough for all who call at a time; a flood of made-up tokens costs no more memory. */
    private static final int MOST = 1_000;

    private final Access access;
    private final Duration remembered;
    private final Clock clock;
    private final Map<Question, Known> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Question(String digest, String verb, String path) {}

    private record Known(Review review, Instant until) {}

    public CallerReview(Access access, Duration remembered, Clock clock) {
        this.access = access;
        this.remembered = remembered;
        this.clock = clock;
    }

    /**
     * @param verb the HTTP method in lower case
     * @param path as a ClusterRole's nonResourceURLs name it, for example {@code /api/runs}
     */
    public Review review(String token, String verb, String path) {
        Question question = new Question(Sha256.hex(token), verb, path);
        return remembered(question).orElseGet(() -> {
            Review review = ask(token, verb, path);
            remember(question, review);
            return review;
        });
    }

    private Optional<Review> remembered(Question question) {
        synchronized (answers) {
            return Optional.ofNullable(answers.get(question))
                    .filter(known -> clock.instant().isBefore(known.until()))
                    .map(Known::review);
        }
    }

    private void remember(Question question, Review review) {
        if (review instanceof Review.Unreachable) {
            return;
        }
        synchronized (answers) {
            answers.put(question, new Known(review, clock.instant().plus(remembered)));
        }
    }

    private Review ask(String token, String verb, String path) {
        TokenReview review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .endSpec()
                .build();
        Answer<TokenReviewStatus> answer = access.ask(Optional.empty(), "token review", client -> client.tokenReviews()
                .create(review)
                .getStatus());
        return switch (answer) {
            case Answer.Found<TokenReviewStatus>(TokenReviewStatus status) -> authorize(status, verb, path);
            case Answer.Absent<TokenReviewStatus>() -> new Review.Unreachable("token review: the API has none");
            case Answer.Unseen<TokenReviewStatus>(String reason) -> new Review.Unreachable(reason);
        };
    }

    private Review authorize(TokenReviewStatus status, String verb, String path) {
        UserInfo user = status.getUser();
        boolean isKnown = Boolean.TRUE.equals(status.getAuthenticated())
                && user != null
                && user.getUsername() != null
                && !user.getUsername().isEmpty();
        return isKnown ? authorize(user, verb, path) : new Review.Unknown();
    }

    private Review authorize(UserInfo user, String verb, String path) {
        SubjectAccessReview review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user.getUsername())
                .withUid(user.getUid())
                .withGroups(user.getGroups())
                .withExtra(user.getExtra())
                .withNewNonResourceAttributes()
                .withVerb(verb)
                .withPath(path)
                .endNonResourceAttributes()
                .endSpec()
                .build();
        Answer<Boolean> answer = access.ask(
                Optional.empty(),
                "access review",
                client -> Boolean.TRUE.equals(client.authorization()
                        .v1()
                        .subjectAccessReview()
                        .create(review)
                        .getStatus()
                        .getAllowed()));
        return switch (answer) {
            case Answer.Found<Boolean>(Boolean allowed) ->
                allowed ? new Review.Allowed(user.getUsername()) : new Review.Forbidden(user.getUsername());
            case Answer.Absent<Boolean>() -> new Review.Unreachable("access review: the API has none");
            case Answer.Unseen<Boolean>(String reason) -> new Review.Unreachable(reason);
        };
    }
}
