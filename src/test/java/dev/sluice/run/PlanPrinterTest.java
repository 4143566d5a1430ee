package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.PlanPrinter.PlanFormat;
import dev.sluice.text.Colours;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanPrinterTest {

    private static final Fleet BOTH = Fleet.of(cluster("east", "shop"), cluster("west", "bank", "shop"));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private RunLab lab;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(BOTH);
    }

    @Test
    void beginsWithATableAndLeavesOutTheLists() {
        // Given
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        plan(PlanFormat.TEXT, false);

        // Then
        assertThat(text().lines().limit(3))
                .containsExactly(
                        "cluster  namespace   rules before  after  newly denied  newly allowed  guards  risk  why",
                        "east     shop                  46     47             1              0  pass    low   the feeds changed",
                        "west     bank, shop            46     47             1              0  pass    low   the feeds changed");
        assertThat(text())
                .contains("\n+        cidrSelector: 8.8.8.8/32\n")
                .contains("diff --git a/clusters/east/.sluice/sources.txt")
                .doesNotContain("diff --git a/clusters/east/.sluice/goog.txt")
                .contains("(left out here: 2 files)\n");
    }

    @Test
    void showsTheListsWhereAllIsWanted() {
        // Given
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        plan(PlanFormat.TEXT, true);

        // Then
        assertThat(text())
                .contains("diff --git a/clusters/east/.sluice/goog.txt")
                .doesNotContain("left out");
    }

    @Test
    void namesTheGuardThatHoldsTheChange() {
        // Given
        lab.feeds.publish(with(GOOG, "74.0.0.0/8"), CLOUD);

        // When
        plan(PlanFormat.MARKDOWN, false);

        // Then
        assertThat(text())
                .startsWith(
                        "| cluster | namespace | rules before | after | newly denied | newly allowed | guards | risk"
                                + " | why |\n|---|---|--:|--:|--:|--:|---|---|---|\n")
                .contains("| difference-gained | high |")
                .contains("```diff\ndiff --git ");
    }

    @Test
    void coloursTheTableAndTheDiffOfATextAlone() {
        // Given
        lab.feeds.publish(with(GOOG, "74.0.0.0/8"), CLOUD);

        // When
        plan(PlanFormat.TEXT, false, Colours.ON);
        String coloured = text();
        printed.reset();
        plan(PlanFormat.TEXT, false);

        // Then
        assertThat(coloured)
                .startsWith("\u001b[1mcluster ")
                .containsPattern("\u001b\\[31m[a-z]+.*difference-gained.*\u001b\\[0m\n")
                .contains("\u001b[32m+        cidrSelector: 74.0.0.0/8\u001b[0m\n");
        assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(text());
        for (PlanFormat format : List.of(PlanFormat.JSON, PlanFormat.MARKDOWN)) {
            printed.reset();
            plan(format, false, Colours.ON);
            assertThat(text()).doesNotContain("\u001b");
        }
    }

    @Test
    void saysNothingWhereNothingChanges() {
        plan(PlanFormat.TEXT, false);

        assertThat(text()).isEmpty();
    }

    private void plan(PlanFormat format, boolean full) {
        plan(format, full, Colours.OFF);
    }

    private void plan(PlanFormat format, boolean full, Colours colours) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        lab.run(
                BOTH,
                new DryRunPublishing(() -> lab.open(BOTH), new PlanPrinter(out, format, full, colours)),
                ClusterFacts.NONE);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
