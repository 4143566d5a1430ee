package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feed.FeedClient;
import dev.sluice.feed.FeedReader;
import dev.sluice.feed.FeedSource;
import dev.sluice.gitops.Commits;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Remote;
import dev.sluice.proxy.Proxies;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a run is, as a person who waits for it learns. */
class ToldProgressRunTest {

    private static final Fleet BOTH = Fleet.of(cluster("east", "llm-demo"), cluster("west", "shop"));

    private final List<String> told = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void tellsOfFeedsClustersAndObjects() {
        // Given
        RunLab lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        LabSettings settings = lab.settings(BOTH);
        Connections connections = new Connections(settings.git().timeout(), Optional.empty(), Proxies.NONE, told::add);
        Publishing publishing = new RemotePublishing(
                "main",
                settings.plan().owner(),
                Optional.empty(),
                () -> Remote.open(settings.origin(), connections),
                new Commits(Clock.systemUTC(), Optional.empty()),
                Optional.empty(),
                RunLab.WORDS,
                told::add);

        // When
        Outcome outcome = lab.run(settings, reader(settings), publishing, ClusterFacts.NONE)
                .outcome();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(told)
                .startsWith(
                        "feed goog, 1 of 2",
                        "feed cloud, 2 of 2",
                        "clusters planned: 0 of 2",
                        "clusters planned: 1 of 2")
                .anyMatch(words -> words.matches("objects pushed: 0 of [1-9][0-9]*"))
                .anyMatch(words -> words.matches("objects pushed: ([1-9][0-9]*) of \\1"))
                .endsWith("");
    }

    @Test
    void hasEndedBeforeAPlanIsShown() {
        // Given
        RunLab lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        LabSettings settings = lab.settings(BOTH);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        List<Integer> shownAtTheEnd = new ArrayList<>();
        Publishing publishing = new DryRunPublishing(
                () -> lab.open(BOTH), new PlanPrinter(out, PlanPrinter.PlanFormat.TEXT, false), words -> {
                    told.add(words);
                    if (words.isEmpty()) {
                        shownAtTheEnd.add(printed.size());
                    }
                });

        // When
        lab.run(settings, reader(settings), publishing, ClusterFacts.NONE);

        // Then
        assertThat(told).contains("clusters planned: 1 of 2");
        assertThat(shownAtTheEnd.getFirst()).isZero();
        assertThat(printed.size()).isPositive();
    }

    @Test
    void endsWhereTheRunFails() {
        // Given
        RunLab lab = new RunLab(folder);
        LabSettings settings = lab.settings(BOTH);
        Publishing publishing = new DryRunPublishing(
                () -> lab.open(BOTH), new PlanPrinter(System.out, PlanPrinter.PlanFormat.TEXT, false), told::add);

        // When
        Outcome outcome = lab.run(settings, reader(settings), publishing, ClusterFacts.NONE)
                .outcome();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(told).containsExactly("feed goog, 1 of 2", "");
    }

    private FeedReader reader(LabSettings settings) {
        return new FeedReader(
                new FeedClient(FeedSource.of(settings.feeds().transfer(), null)),
                pause -> {},
                Clock.systemUTC(),
                told::add);
    }
}
