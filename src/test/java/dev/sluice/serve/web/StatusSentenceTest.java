package dev.sluice.serve.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.verification.Since;
import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.run.RunReport;
import dev.sluice.run.RunReport.BlockedReport;
import dev.sluice.run.RunReport.FeedReport;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusSentenceTest {

    private static final Instant NOW = Instant.parse("2026-01-02T07:00:00Z");
    private static final String COMMIT = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";

    @Test
    void saysInOneSentenceWhereThingsAre() {
        assertThat(sentence(List.of(
                        cluster("a", COMMIT, State.VERIFIED),
                        cluster("b", COMMIT, State.VERIFIED),
                        cluster("c", COMMIT, State.VERIFIED))))
                .isEqualTo("All 3 clusters run commit 1a2b3c4; Google's lists are 5 hours old; 262 rules.");
    }

    @Test
    void namesNoCommitWhereClustersRunDifferentOnes() {
        assertThat(sentence(List.of(
                        cluster("a", COMMIT, State.VERIFIED), cluster("b", COMMIT.replace('1', '9'), State.VERIFIED))))
                .startsWith("All 2 clusters run what was committed for them;");
    }

    @Test
    void countsThoseInTrouble() {
        assertThat(sentence(List.of(
                        cluster("a", COMMIT, State.VERIFIED),
                        cluster("b", COMMIT, State.DRIFTED),
                        cluster("c", "", State.PENDING))))
                .startsWith("1 of 3 clusters run what was committed, 1 drifted, 1 pending;");
    }

    @Test
    void saysWhatIsPublishedWhereNoneIsFollowed() {
        assertThat(sentence(List.of())).startsWith("Commit 1a2b3c4 is published, and no cluster is followed;");
        assertThat(StatusSentence.of(List.of(), Optional.empty(), List.of(), NOW))
                .isEqualTo("Nothing is published yet.");
    }

    private static String sentence(List<Verification> clusters) {
        return StatusSentence.of(clusters, Optional.of(COMMIT), List.of(report()), NOW);
    }

    private static Verification cluster(String name, String commit, State state) {
        return new Verification(
                name, commit, state, "", "", Since.told(NOW), List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    private static RunReport report() {
        long token = NOW.minus(Duration.ofHours(5)).toEpochMilli();
        return new RunReport(
                1,
                NOW,
                NOW,
                "unchanged",
                "",
                null,
                List.of(),
                null,
                null,
                List.of(
                        new FeedReport("goog", "", token, 0L, "", null, 1, 0),
                        new FeedReport("cloud", "", token + 1, 0L, "", null, 1, 0)),
                "exact",
                List.of(new BlockedReport("ipv4", BigInteger.ONE, 262, BigInteger.ZERO, BigInteger.ZERO)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}
