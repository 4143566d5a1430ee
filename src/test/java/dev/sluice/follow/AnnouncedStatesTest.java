package dev.sluice.follow;

import static dev.sluice.cluster.verification.Deployment.APPLIED;
import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.verification.State;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Mode;
import dev.sluice.review.ForgeException;
import dev.sluice.review.PullRequest;
import dev.sluice.run.Fleet;
import dev.sluice.run.ReviewLab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncedStatesTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", Optional.empty(), Fleet.target("llm-demo")))
            .proposing(Mode.PULL_REQUEST, ReviewLab.EACH);
    private static final String[] ZONES = {"a: EgressFirewall Rules applied", "b: EgressFirewall Rules applied"};

    private ReviewLab review;
    private PullRequest merged;
    private WatchLab watch;

    @BeforeEach
    void merge(@TempDir Path folder) {
        review = new ReviewLab(folder);
        review.lab.feeds.publish(GOOG, CLOUD);
        review.publish(DEMO);
        merged = review.forge.last();
        review.forge.writes();
        watch = new WatchLab(review.lab, DEMO, Optional.of(() -> review.forge));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void marksTheCommitAndTellsBelowTheRequest() {
        String commit = watch.head();
        watch.look();

        assertThat(review.forge.writes()).containsExactly("mark " + commit + " sluice/demo PENDING", "comment 1");
        assertThat(review.forge.said(merged)).singleElement().asString().contains("| `demo` |", "**pending**");

        deploy();
        watch.look();

        assertThat(review.forge.writes()).containsExactly("mark " + commit + " sluice/demo SUCCESS", "edit 1");
        assertThat(review.forge.said(merged)).singleElement().asString().contains("**verified**");
    }

    @Test
    void saysNothingTwice() {
        deploy();
        watch.look();
        review.forge.writes();

        watch.look();

        assertThat(review.forge.writes()).isEmpty();
    }

    @Test
    void editsTheCommentOfTheInstanceBefore() {
        deploy();
        watch.look();
        review.forge.writes();
        watch.restart();
        watch.deployment.firewall("llm-demo", watch.rules("llm-demo"), "argocd-controller", APPLIED, ZONES[0]);

        watch.look();

        assertThat(review.forge.writes()).contains("edit 1").doesNotContain("comment 1");
    }

    @Test
    void saysNothingOfWhatItCannotSee() {
        watch.api.refuse("applications", 503);

        watch.look();

        assertThat(review.forge.writes()).isEmpty();
    }

    @Test
    void goesOnWhereTheForgeRefuses() {
        deploy();
        review.forge.refuse(new ForgeException("not today"));

        watch.look();
        assertThat(watch.warnings()).containsExactly("commit status: not today");

        watch.look();
        assertThat(watch.warnings()).isEmpty();
        assertThat(review.forge.writes()).contains("mark " + watch.head() + " sluice/demo SUCCESS");
    }

    @Test
    void goesOnWhereTheTokenOfTheForgeCannotBeRead() {
        try (WatchLab blind = new WatchLab(review.lab, DEMO, Optional.of(() -> {
            throw new GitException("cannot read the secret file /token");
        }))) {
            blind.look();

            assertThat(blind.warnings()).isNotEmpty().allSatisfy(warning -> assertThat(warning)
                    .endsWith(": cannot read the secret file /token"));
            assertThat(blind.demo().state()).isEqualTo(State.PENDING);
        }
    }

    @Test
    void leavesARequestAloneWhoseChangeIsNotTheLast() {
        review.write("main", Map.of("clusters/demo/own.yaml", "kind: ConfigMap\nmetadata: { name: own }\n"));
        review.forge.describe(merged, "");
        PullRequest old = review.forge.last();

        watch.look();

        assertThat(review.forge.said(old)).isEmpty();
    }

    private void deploy() {
        watch.deployment.synced(watch.head());
        List<Object> rules = watch.rules("llm-demo");
        watch.deployment.firewall("llm-demo", rules, "argocd-controller", APPLIED, ZONES);
        watch.deployment.flowCollector("Ready", "True", "");
        watch.deployment.agents(1, 1);
    }
}
