package dev.sluice.faults;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feed.Feed;
import dev.sluice.feed.FeedClient;
import dev.sluice.feed.FeedReader;
import dev.sluice.feed.FeedSource;
import dev.sluice.feed.Format;
import dev.sluice.feed.Transfer;
import dev.sluice.run.ClusterFacts;
import dev.sluice.run.Fleet;
import dev.sluice.run.LabSettings;
import dev.sluice.run.LogLines;
import dev.sluice.run.RunLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every row of {@code feed.yaml}: whole runs on feeds from a server that misbehaves, into a bare repository. */
class FeedFaultsTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final Duration PATIENT = Duration.ofSeconds(10);

    /** Long enough for the feed that is well, on a busy machine too. */
    private static final Duration IMPATIENT = Duration.ofMillis(300);

    private static RunLab lab;
    private static FeedServer server;
    private static FeedFaults faults;
    private static ObjectId published;

    @BeforeAll
    static void publish(@TempDir Path folder) throws IOException {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(DEMO);
        published = lab.repository.tip("main");
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);
        server = new FeedServer();
        faults = new FeedFaults(server, FeedFaultsTest::document);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> endAsTheTableSays() {
        return FaultTable.read("feed").tests(FeedFaultsTest::check);
    }

    /** The steps are runs of one process; what must be seen is the end of the last. */
    private static void check(FaultCase row) throws IOException {
        lab.repository.point("main", published);
        FeedReader reader = reader(row.done().matches("(?s).*(silent|drips|https).*") ? IMPATIENT : PATIENT);
        String[] steps = row.done().split("; then ");
        for (int i = 0; i < steps.length; i++) {
            faults.relent();
            for (String fault : steps[i].split(", and ")) {
                faults.happen(fault);
            }
            ObjectId before = lab.repository.tip("main");
            int commits = lab.commits();
            try (LogLines log = LogLines.of("")) {
                LabSettings settings = DEMO.settings(feeds(), lab.repository.origin());
                RunEnd end = new RunEnd(
                        lab.run(settings, reader, RunLab.outlet(settings, lab::pushing), ClusterFacts.NONE),
                        log.lines());
                if (i == steps.length - 1) {
                    end.assertAs(row, List.of(FeedFaults.KEY));
                    assertBranch(row, end, before, commits);
                }
            }
        }
    }

    private static void assertBranch(FaultCase row, RunEnd end, ObjectId before, int commits) throws IOException {
        if (row.branch().orElseThrow() == FaultCase.Branch.STAYS) {
            assertThat(lab.repository.tip("main")).isEqualTo(before);
        } else {
            assertThat(end.result().outcome().message())
                    .contains(lab.repository.tip("main").name());
            assertThat(lab.commits()).isEqualTo(commits + 1);
        }
    }

    private static List<Feed> feeds() {
        return Stream.of("goog", "cloud")
                .map(name -> new Feed(name, faults.url(name), Format.GOOGLE))
                .toList();
    }

    /** What may pass is tried once: {@code FeedRetryTest} sees to the others. */
    private static FeedReader reader(Duration timeout) {
        return new FeedReader(
                new FeedClient(FeedSource.of(new Transfer(timeout, timeout, 1 << 20), null)),
                pause -> {},
                Clock.systemUTC());
    }

    private static byte[] document(String feed) {
        try {
            return Files.readAllBytes(lab.feeds.file(feed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
