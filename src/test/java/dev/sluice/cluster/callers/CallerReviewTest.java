package dev.sluice.cluster.callers;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.sluice.cluster.Access;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerReviewTest {

    private static final WireMockServer SERVER =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    private Duration elapsed = Duration.ZERO;
    private final Access access = new Access(
            () -> new ConfigBuilder(Config.empty())
                    .withMasterUrl(SERVER.baseUrl())
                    .build(),
            KubernetesSerialization::new,
            Duration.ofSeconds(10));
    private final CallerReview callers = new CallerReview(access, Duration.ofSeconds(10), () -> elapsed.toNanos());
    private ReviewingApi api;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void knowAlice() {
        api = new ReviewingApi(new WireMock("127.0.0.1", SERVER.port()))
                .reset()
                .knows("alice-token", "alice")
                .allows("alice", "create", "runs");
    }

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void allowsWhatTheClusterAllows() {
        assertThat(review("alice-token", "create", "runs")).isEqualTo(new Review.Allowed());
    }

    @Test
    void forbidsAnotherResourceOrVerb() {
        assertThat(review("alice-token", "create", "clusters")).isEqualTo(new Review.Forbidden());
        assertThat(review("alice-token", "get", "runs")).isEqualTo(new Review.Forbidden());
    }

    @Test
    void doesNotKnowAnotherToken() {
        assertThat(callers.caller("mallory-token")).isEqualTo(new Caller.Unknown());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500, 503})
    void saysThatTheClusterDoesNotReview(int status) {
        api.refuses(status);

        assertThat(callers.caller("alice-token"))
                .isInstanceOfSatisfying(Caller.Unreachable.class, unreachable -> assertThat(unreachable.reason())
                        .startsWith("token review: ")
                        .doesNotContain("alice-token"));
    }

    @Test
    void saysThatTheClusterDoesNotReviewAccess() {
        api.refusesAccessReviews(403);

        assertThat(review("alice-token", "create", "runs"))
                .isInstanceOfSatisfying(Review.Unreviewed.class, unreachable -> assertThat(unreachable.reason())
                        .startsWith("access review: not allowed (403)"));
    }

    @Test
    void remembersAnAnswerForSeconds() {
        // Given
        Caller.Known alice = alice();
        callers.caller("mallory-token");
        callers.review(alice, "create", "runs");
        api.reset();

        // When
        elapsed = Duration.ofSeconds(9);
        Caller still = callers.caller("alice-token");
        Caller unknown = callers.caller("mallory-token");
        Review stillAllowed = callers.review(alice, "create", "runs");
        int asked = api.tokenReviews();
        elapsed = Duration.ofSeconds(10);
        Caller again = callers.caller("alice-token");
        Review againReviewed = callers.review(alice, "create", "runs");

        // Then
        assertThat(still).isEqualTo(alice);
        assertThat(stillAllowed).isEqualTo(new Review.Allowed());
        assertThat(unknown).isEqualTo(new Caller.Unknown());
        assertThat(asked).isZero();
        assertThat(again).isEqualTo(new Caller.Unknown());
        assertThat(againReviewed).isEqualTo(new Review.Forbidden());
    }

    @Test
    void asksAgainAtOnceAfterNoAnswer() {
        api.refuses(503);
        callers.caller("alice-token");
        knowAlice();
        Caller.Known alice = alice();
        api.refusesAccessReviews(503);
        callers.review(alice, "create", "runs");
        knowAlice();

        assertThat(callers.review(alice, "create", "runs")).isEqualTo(new Review.Allowed());
    }

    @Test
    void remembersNoMoreTokensThanItMay() {
        // Given
        CallerReview few = new CallerReview(access, Duration.ofSeconds(10), () -> elapsed.toNanos(), 20);
        List<String> madeUp =
                IntStream.range(0, 30).mapToObj(i -> "made-up-" + i).toList();

        // When
        madeUp.forEach(few::caller);
        int first = api.tokenReviews();
        madeUp.forEach(few::caller);

        // Then
        assertThat(first).isEqualTo(30);
        assertThat(api.tokenReviews() - first).isGreaterThanOrEqualTo(10);
        assertThat(CallerReview.MOST).isEqualTo(1_000);
    }

    private Review review(String token, String verb, String resource) {
        return callers.review((Caller.Known) callers.caller(token), verb, resource);
    }

    private Caller.Known alice() {
        return (Caller.Known) callers.caller("alice-token");
    }
}
