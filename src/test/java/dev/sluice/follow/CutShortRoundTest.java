package dev.sluice.follow;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.verification.State;
import dev.sluice.gitops.GitHttpServer;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Secret;
import dev.sluice.review.ForgeException;
import dev.sluice.review.PullRequest;
import dev.sluice.run.Fleet;
import dev.sluice.run.ReviewLab;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round that does not reach every cluster, or in which something fails, and one request for all clusters. */
class CutShortRoundTest {

    private static final Fleet BOTH = Fleet.of(
                    cluster("demo", Optional.empty(), Fleet.target("llm-demo")),
                    cluster("west", Optional.empty(), Fleet.target("llm-demo")))
            .proposing(Mode.PULL_REQUEST, ReviewLab.ALL);

    private ReviewLab review;
    private PullRequest merged;
    private WatchLab watch;

    @BeforeEach
    void merge(@TempDir Path folder) {
        review = new ReviewLab(folder);
        review.lab.feeds.publish(GOOG, CLOUD);
        review.proposeTogether(BOTH);
        merged = review.forge.only();
        review.merge(merged);
        watch = new WatchLab(review.lab, BOTH, Optional.of(() -> review.forge));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void tellsOfAllClusters() {
        // Given
        watch.look();
        assertThat(comment()).contains("| `demo` |", "sluice-demo: does not exist", "| `west` |");
        watch.deployment.application(watch.head(), "OutOfSync", "Healthy", "");

        // When
        watch.look(turns(1), () -> true);

        // Then
        assertThat(comment()).contains("| `demo` |", "has not synced it", "| `west` |");
    }

    @Test
    void tellsNothingBeforeAllClustersWereSeen() {
        // When
        watch.look(turns(1), () -> true);

        // Then
        assertThat(review.forge.said(merged)).isEmpty();

        watch.look(turns(1), () -> true);
        assertThat(comment()).contains("| `demo` |", "| `west` |");
    }

    @Test
    void leavesTheCommentToTheInstanceThatLeadsNow() {
        // Given
        watch.look();
        String before = comment();
        watch.deployment.application(watch.head(), "OutOfSync", "Healthy", "");

        // When
        watch.look(turns(1), () -> false);

        // Then
        assertThat(comment()).isEqualTo(before);
    }

    @Test
    void reachesEveryClusterThoughTheForgeEndsUnexpectedly() {
        try (WatchLab blind = new WatchLab(review.lab, BOTH, Optional.of(() -> {
            throw new IllegalStateException("out of luck");
        }))) {
            blind.look();

            assertThat(blind.verifications.latest()).hasSize(2).allSatisfy(followed -> assertThat(followed.warnings())
                    .containsExactly("commit status: unexpected: java.lang.IllegalStateException: out of luck"));
        }
    }

    /** The token of an App is the forge's and signs in to Git. */
    @Test
    void reachesEveryClusterThoughTheForgeHandsOutNoTokenForGit() throws Exception {
        try (GitHttpServer server = GitHttpServer.start(review.lab.repository)) {
            // Given
            Secret token = Secret.from(() -> {
                throw new ForgeException("cannot read the private key /key");
            });
            watch.follow(server.origin(new Origin.Token("x-access-token", token)));

            // When
            watch.look();

            // Then
            assertThat(watch.verifications.latest()).hasSize(2).allSatisfy(followed -> {
                assertThat(followed.verification().state()).isEqualTo(State.PENDING);
                assertThat(followed.warnings())
                        .anyMatch(warning -> warning.endsWith("is taken: cannot read the private key /key"));
            });
        }
    }

    private String comment() {
        assertThat(review.forge.said(merged)).hasSize(1);
        return review.forge.said(merged).getFirst();
    }

    private static BooleanSupplier turns(int count) {
        AtomicInteger left = new AtomicInteger(count);
        return () -> left.getAndDecrement() > 0;
    }
}
