package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.follow.Seeing;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person must decide on it, so it is shown as any other change is, and what it would do to traffic as well. */
class HeldChangeTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"), cluster("other", "shop"));
    private static final Impact IMPACT = new Impact(
            "demo",
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(60),
            9,
            90,
            Optional.empty(),
            List.of(),
            List.of("traffic before that"));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<Map<String, List<FirewallDelta>>> asked = new ArrayList<>();
    private RunLab lab;
    private ObjectId published;

    @BeforeEach
    void publish(@TempDir Path folder) throws IOException {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(DEMO);
        published = lab.repository.tip("main");
        lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
    }

    @Test
    void isPrintedByADryRun() throws IOException {
        // When
        RunResult result = dryRun(DEMO);

        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Held.class);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "--- a/clusters/demo/firewall/egress-firewall-llm-demo.yaml\n",
                        "--- a/clusters/other/firewall/egress-firewall-shop.yaml\n",
                        "Overridden guard: included-entries-lost: entries gone from the included feeds 23.81 % (limit"
                                + " 10 %), to be accepted by sluice.guards.accept\n");
        assertThat(lab.repository.tip("main")).isEqualTo(published);
    }

    @Test
    void isShownWithItsImpactByARun() throws IOException {
        // When
        RunResult result = lab.run(DEMO, RunLab.outlet(lab.settings(DEMO), lab::pushing), facts());
        RunReport report = RunReport.of(1, Instant.EPOCH, Instant.EPOCH, result, "exact");

        // Then
        assertThat(report.outcome()).isEqualTo("held");
        assertThat(report.impact()).singleElement().satisfies(impact -> assertThat(impact.flows())
                .isEqualTo(9));
        assertThat(report.held().message())
                .startsWith("2 clusters: ")
                .contains("| demo | ", "| other | ", "to be accepted by sluice.guards.accept");
        assertThat(report.held().diff())
                .startsWith("diff --git a/clusters/demo/firewall/egress-firewall-llm-demo.yaml ")
                .contains("\n-        cidrSelector: ", "--- a/clusters/other/.sluice/goog.txt\n")
                .doesNotContain("left out");
        assertThat(asked).singleElement().satisfies(changes -> {
            assertThat(changes.get("demo")).extracting(FirewallDelta::namespace).containsExactly("llm-demo");
            assertThat(changes.get("other"))
                    .extracting(FirewallDelta::namespace)
                    .containsExactly("shop");
        });
        assertThat(lab.repository.tip("main")).isEqualTo(published);
    }

    @Test
    void isShownWhereItRemovesACluster() {
        // Given
        lab.feeds.publish(GOOG, CLOUD);
        Fleet less = DEMO.clusters(cluster("demo", "llm-demo"));

        // When
        RunResult result = dryRun(less);

        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Held.class);
        assertThat(result.impacts()).contains(List.of(IMPACT));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "diff --git a/clusters/other/firewall/egress-firewall-shop.yaml",
                        "Removed: cluster other, to be accepted by sluice.guards.accept-removal\n");
    }

    @Test
    void isNotThereWhereNothingIsHeld() {
        RunResult result = lab.run(DEMO.path("elsewhere"), RunLab.outlet(lab.settings(DEMO), lab::pushing), facts());

        assertThat(result.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(result.held()).isEmpty();
    }

    @Test
    void losesItsDiffInAnOlderReport() {
        // Given
        RecentReports reports = new RecentReports();

        // When
        reports.add(Reports.held("first", "--- a"));
        reports.add(Reports.held("second", "--- b"));

        // Then
        assertThat(reports.list())
                .extracting(RunReport::held)
                .containsExactly(new HeldChange("second", "--- b", null), new HeldChange("first", "", null));
    }

    private RunResult dryRun(Fleet fleet) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return lab.run(
                fleet,
                new DryRunPublishing(
                        () -> RunLab.outlet(lab.settings(fleet), lab::pushing).open(),
                        new PlanPrinter(out, PlanPrinter.PlanFormat.TEXT, true)),
                facts());
    }

    private ClusterFacts facts() {
        return new Seeing() {
            @Override
            public List<Impact> impact(Map<String, List<FirewallDelta>> changes) {
                asked.add(changes);
                return List.of(IMPACT);
            }
        };
    }
}
