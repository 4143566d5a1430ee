package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.PullRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The move out of the layout of earlier releases where changes are proposed: it is as risky as what it decides. */
class ProposedMoveRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));

    private ReviewLab lab;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.publish(DEMO);
        lab.propose(DEMO); // takes the merged branch away
        EarlierLayout.lay(lab.lab);
    }

    @Test
    void proposesTheMoveAtLowRisk() {
        // When
        lab.propose(DEMO);

        // Then
        PullRequest request = lab.forge.last();
        assertThat(request.title()).isEqualTo("demo: move files, same decisions");
        assertThat(request.labels()).contains("risk/low");
        assertThat(request.body())
                .contains(
                        "Files of `demo` only move, 2 into `firewall`, 9 into `observability`: no object changes its name,"
                                + " its namespace or what it declares, but for annotations that steer Argo CD.",
                        "Firewalls that keep their rules: 1.",
                        "- `firewall/kustomization.yaml` is written",
                        "- `kustomization.yaml` is written")
                .doesNotContain("namespace-bank.yaml", " goes\n");
    }

    @Test
    void commitsTheMoveByRisk() {
        // When
        Outcome outcome = lab.byRisk(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(outcome.message()).contains("demo: move files, same decisions");
        assertThat(lab.files("main")).containsKey("clusters/demo/firewall/egress-firewall-bank.yaml");
    }

    @Test
    void tellsOfAnObjectThatChangesWithTheMove() {
        // Given
        String stack = "clusters/demo/loki-stack-loki.yaml";
        lab.write("main", Map.of(stack, lab.files("main").get(stack).replace("1x.demo", "1x.medium")));

        // When
        lab.byRisk(DEMO);

        // Then
        PullRequest request = lab.forge.last();
        assertThat(request.labels()).contains("risk/high");
        assertThat(request.body())
                .contains(
                        "2 into `firewall`, 8 into `observability`",
                        "- `loki-stack-loki.yaml` goes",
                        "- `observability/loki-stack-loki.yaml` is written");
    }

    @Test
    void proposesWhatAGuardWouldHold() {
        // Given
        lab.lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);

        // When
        lab.byRisk(DEMO);

        // Then
        PullRequest request = lab.forge.last();
        assertThat(request.labels()).contains("risk/high");
        assertThat(request.body()).contains("included-entries-lost", "1 into `firewall`, 8 into `observability`");
        assertThat(lab.files("main")).containsKey("clusters/demo/egress-firewall-bank.yaml");
    }
}
