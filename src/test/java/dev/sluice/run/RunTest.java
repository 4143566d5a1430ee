package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.TOKEN;
import static dev.sluice.run.FeedFiles.reversed;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    private RunLab lab;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void publishesIntoAnEmptyRepository() {
        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.commits()).isEqualTo(1);
        assertThat(lab.files())
                .containsKeys(
                        "clusters/demo/kustomization.yaml",
                        "clusters/demo/firewall/egress-firewall-llm-demo.yaml",
                        "clusters/demo/observability/flow-collector-cluster.yaml",
                        "clusters/demo/observability/loki-stack-loki.yaml",
                        "clusters/demo/.sluice/goog.txt",
                        "clusters/demo/.sluice/cloud.txt",
                        "clusters/demo/.sluice/policy.txt",
                        "clusters/demo/.sluice/sources.txt");
    }

    @Test
    void namesTheCommitThatTheBranchStandsAt() throws Exception {
        Outcome outcome = lab.run(DEMO);

        assertThat(outcome)
                .asInstanceOf(type(Outcome.Committed.class))
                .extracting(Outcome.Committed::commit)
                .isEqualTo(lab.repository.tip("main").name());
    }

    @Test
    void makesNoCommitWhereNothingChanged() {
        // Given
        lab.run(DEMO);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(lab.commits()).isEqualTo(1);
    }

    @Test
    void makesNoCommitForReorderedEntries() {
        // Given
        lab.run(DEMO);
        lab.feeds.publish("goog", TOKEN + 1000, reversed(GOOG));
        lab.feeds.publish("cloud", TOKEN + 1000, reversed(CLOUD));

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(lab.commits()).isEqualTo(1);
    }

    @Test
    void makesNoCommitForANewTokenAlone() {
        // Given
        lab.run(DEMO);
        SortedMap<String, String> before = lab.files();
        lab.feeds.publish(GOOG, CLOUD);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(lab.files()).isEqualTo(before);
    }

    @Test
    void writesOnlyWhatOneNewAddressChanges() {
        // Given
        lab.run(DEMO);
        SortedMap<String, String> before = lab.files();
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        lab.run(DEMO);

        // Then
        assertThat(RunLab.changed(before, lab.files()))
                .containsExactly(
                        "clusters/demo/.sluice/goog.txt",
                        "clusters/demo/.sluice/sources.txt",
                        "clusters/demo/firewall/egress-firewall-llm-demo.yaml",
                        "clusters/demo/observability/flow-collector-cluster.yaml");
        assertThat(lab.files().get("clusters/demo/firewall/egress-firewall-llm-demo.yaml"))
                .contains("8.8.8.8/32");
    }

    @Test
    void keepsWhatFeedsChangeWithoutChangingTheDifference() {
        // Given
        lab.run(DEMO);
        SortedMap<String, String> before = lab.files();
        lab.feeds.publish(with(GOOG, "34.64.0.0/24"), with(CLOUD, "9.9.9.0/24"));

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(lab.files()).isEqualTo(before);
    }

    @Test
    void skipsFeedsOlderThanThePublishedOnes() {
        // Given
        lab.run(DEMO);
        lab.feeds.publish("goog", TOKEN, with(GOOG, "8.8.8.8/32"));
        lab.feeds.publish("cloud", TOKEN, CLOUD);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Skipped.class);
        assertThat(outcome.message())
                .isEqualTo("feed goog has syncToken 1767225600000, older than the published 1767225601000; "
                        + "feed cloud has syncToken 1767225600000, older than the published 1767225601000");
        assertThat(lab.commits()).isEqualTo(1);
    }

    @Test
    void skipsFeedsOfDifferentPublications() throws Exception {
        // Given
        lab.feeds.publish("cloud", TOKEN + 5000, CLOUD);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome)
                .isEqualTo(new Outcome.Skipped("goog and cloud are of different publications: "
                        + "syncToken goog 1767225601000, cloud 1767225605000"));
        assertThat(lab.repository.tip("main").name()).containsOnlyDigits().startsWith("0000");
    }
}
