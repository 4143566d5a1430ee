package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.FeedFiles;
import dev.sluice.run.RunService;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class MetricsTest {

    @Inject
    RunService runs;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    private final FeedFiles feeds = Service.feeds();

    private Map<String, Double> beforeTheRun = Map.of();

    @BeforeEach
    void run() {
        beforeTheRun = samples();
        feeds.publish(GOOG, CLOUD);
        runs.start();
    }

    @Test
    void tellsWhatIsDeniedAndSinceWhen() {
        Map<String, Double> samples = samples();

        assertThat(samples)
                .containsEntry("sluice_rules{cluster=\"demo\"}", 92.0)
                .containsEntry("sluice_denied_addresses{family=\"ipv4\"}", 43264.0)
                .containsEntry("sluice_guards_tripped", 0.0);
        double now = System.currentTimeMillis() / 1000.0;
        assertThat(samples.get("sluice_last_success_timestamp_seconds")).isBetween(now - 60, now);
        assertThat(samples.get("sluice_feed_age_seconds{feed=\"goog\"}")).isBetween(0.0, 60.0);
        assertThat(samples.get("sluice_feed_age_seconds{feed=\"cloud\"}")).isBetween(0.0, 60.0);
    }

    @Test
    void countsRunsByOutcome() {
        // Given
        Map<String, Double> before = samples();

        // When
        runs.start();

        // Then
        assertThat(increase(before, "sluice_runs_total{outcome=\"unchanged\"}")).isEqualTo(1);
        assertThat(increase(before, "sluice_run_duration_seconds_count")).isEqualTo(1);
    }

    /** Prometheus misses the first increase of a series that appears with it. */
    @Test
    void everyCounterIsThereBeforeItCounts() {
        assertThat(samples().keySet())
                .containsAll(Stream.of("unchanged", "committed", "proposed", "planned", "skipped", "held", "failed")
                        .map(outcome -> "sluice_runs_total{outcome=\"" + outcome + "\"}")
                        .toList());
        assertThat(beforeTheRun)
                .containsEntry("sluice_runs_total{outcome=\"planned\"}", 0.0)
                .containsKeys("sluice_run_duration_seconds_count", "sluice_run_duration_seconds_sum");
    }

    @Test
    void everyMetricSaysWhatItIs() {
        Map<String, String> help = new HashMap<>();
        lines().filter(line -> line.startsWith("# HELP sluice_")).forEach(line -> {
            String[] words = line.split(" ", 4);
            help.put(words[2], words.length > 3 ? words[3].strip() : "");
        });

        assertThat(help)
                .containsKey("sluice_runs")
                .allSatisfy((metric, text) -> assertThat(text).as(metric).isNotBlank());
    }

    @Test
    void whatIsHeldStaysSoWhileRunsFailOrAreSkipped() {
        // Given
        feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
        runs.start();
        assertThat(samples()).containsEntry("sluice_guards_tripped", 1.0);

        // When
        feeds.write("cloud", "<html>");
        runs.start();

        // Then
        assertThat(samples()).containsEntry("sluice_guards_tripped", 1.0);

        // When
        feeds.publish(GOOG, CLOUD);
        runs.start();

        // Then
        assertThat(samples()).containsEntry("sluice_guards_tripped", 0.0);
    }

    @Test
    void countsWhatHoldsARun() {
        // Given
        Map<String, Double> before = samples();
        feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);

        // When
        runs.start();

        // Then
        assertThat(samples())
                .containsEntry("sluice_guards_tripped", 1.0)
                .containsEntry("sluice_unseen", 0.0)
                .containsEntry("sluice_rules{cluster=\"demo\"}", 92.0);
        assertThat(increase(before, "sluice_runs_total{outcome=\"held\"}")).isEqualTo(1);
    }

    @Test
    void keepsWhatIsPublishedWhenARunFails() {
        // Given
        Map<String, Double> before = samples();
        feeds.write("cloud", "<html>");

        // When
        runs.start();

        // Then
        assertThat(increase(before, "sluice_runs_total{outcome=\"failed\"}")).isEqualTo(1);
        assertThat(samples())
                .containsEntry("sluice_rules{cluster=\"demo\"}", 92.0)
                .containsEntry("sluice_denied_addresses{family=\"ipv4\"}", 43264.0);
    }

    private double increase(Map<String, Double> before, String name) {
        return samples().getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0);
    }

    private Stream<String> lines() {
        return when().get(metrics).asString().lines();
    }

    /** By name and labels, as Prometheus reads them. */
    private Map<String, Double> samples() {
        Map<String, Double> samples = new HashMap<>();
        lines().filter(line -> line.startsWith("sluice_")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            samples.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
        });
        return samples;
    }
}
