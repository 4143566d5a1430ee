package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.PrintingPublisher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private RunLab lab;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(DEMO);
    }

    @Test
    void printsThePlanAndWritesNothing() throws IOException {
        // Given
        ObjectId published = lab.repository.tip("main");
        long stored = lab.repository.storedFiles();
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        Outcome outcome = dryRun();

        // Then
        assertThat(outcome).isEqualTo(Outcome.planned("demo: deny 1 more address", List.of()));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "--- a/clusters/demo/firewall/egress-firewall-llm-demo.yaml\n",
                        "\n+        cidrSelector: 8.8.8.8/32\n")
                .contains("demo: deny 1 more address\n");
        assertThat(lab.repository.tip("main")).isEqualTo(published);
        assertThat(lab.repository.storedFiles()).isEqualTo(stored);
    }

    @Test
    void printsNothingWhereNothingChanged() {
        // When
        Outcome outcome = dryRun();

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(printed.size()).isZero();
    }

    @Test
    void isHeldAsAnyOtherRun() {
        // Given
        lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);

        // When
        Outcome outcome = dryRun();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
    }

    private Outcome dryRun() {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return lab.run(DEMO, (remote, base, draft) -> new PrintingPublisher(out).publish(base, draft));
    }
}
