package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Action;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is refused, the branch stays where it was. */
class RefusingRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    private RunLab lab;
    private ObjectId published;

    @BeforeEach
    void publish(@TempDir Path folder) throws IOException {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(DEMO);
        published = lab.repository.tip("main");
    }

    @AfterEach
    void nothingWasWritten() throws IOException {
        assertThat(lab.repository.tip("main")).isEqualTo(published);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <html>Internal Server Error</html>                                          | it is not JSON
            {"syncToken": "1"}                                                          | 'prefixes' is missing or empty
            {"syncToken": "1", "prefixes": []}                                          | 'prefixes' is missing or empty
            {"syncToken": "1", "prefixes": [{"ipv6Prefix": "2001:db8::/32"}]}           | it has no IPv4 prefix
            {"syncToken": "1", "prefixes": [{"ipv4Prefix": "10.0.0.1/8"}]}              | prefixes[0] '10.0.0.1/8'
            {"syncToken": "soon", "prefixes": [{"ipv4Prefix": "10.0.0.0/8"}]}           | syncToken 'soon' is not a number
            {"prefixes": [{"ipv4Prefix": "10.0.0.0/8"}]}                                | syncToken '' is not a number
            """)
    void failsOnADocumentThatCannotBeTrusted(String document, String reason) {
        // Given
        lab.feeds.write("cloud", document);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).startsWith("feed cloud refused: ").contains(reason);
    }

    @Test
    void failsWithoutAFeed() throws IOException {
        // Given
        Files.delete(lab.feeds.file("goog"));

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).startsWith("feed goog refused: there is no file ");
    }

    @Test
    void showsInTheDebugLogWhereItFailed() throws IOException {
        // Given
        Files.delete(lab.feeds.file("goog"));
        Logger logger = Logger.getLogger(Run.class.getName());
        logger.setLevel(Level.FINE);

        try (LogLines log = LogLines.of(logger.getName())) {
            // When
            lab.run(DEMO);

            // Then
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("where the run failed (feed goog)", "Caused by: java.nio.file.NoSuchFileException");
        } finally {
            logger.setLevel(null);
        }
    }

    @Test
    void failsWhereNothingIsLeftToDeny() {
        // Given
        lab.feeds.publish(GOOG, with(GOOG, "104.154.0.0/16"));

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).contains("leave no IPV4 address to deny");
    }

    @Test
    void failsWhereOneFamilyIsLeftWithNothingToDeny() {
        // Given
        lab.feeds.publish(GOOG, with(CLOUD, "2000::/3"));

        // When
        Outcome outcome = lab.run(DEMO.families(Family.IPV4, Family.IPV6));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).contains("leave no IPV6 address to deny");
    }

    @Test
    void failsOnMoreRulesThanAFirewallTakes() {
        // Given
        List<Rule> rules = Collections.nCopies(8000, Rule.allow(Prefix.parse("192.0.2.0/24")));
        Fleet greedy = DEMO.clusters(cluster(
                "demo", Optional.of(Fleet.LOKI), Fleet.target("llm-demo", Action.ALLOW, rules.toArray(Rule[]::new))));

        // When
        Outcome outcome = lab.run(greedy);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).startsWith("8046 rules, but an EgressFirewall takes at most 8000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            goog.txt    | 142.250.0.1/24 | goog.txt
            cloud.txt   | nonsense       | cloud.txt
            sources.txt | goog           | sources.txt
            sources.txt | #              | sources.txt
            """)
    void failsOnAPublishedStateThatCannotBeRead(String file, String text, String named) throws IOException {
        // Given
        published = lab.repository.write("main", Map.of("clusters/demo/.sluice/" + file, text + "\n"));
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).startsWith("cannot read what was published for cluster demo: .sluice/" + named);
    }

    @Test
    void failsWhereAPublishedListIsMissing() throws IOException {
        // Given
        published = lab.repository.delete("main", "clusters/demo/.sluice/cloud.txt");

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message())
                .startsWith("cannot read what was published for cluster demo: .sluice/cloud.txt is missing");
    }
}
