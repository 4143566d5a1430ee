package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.policy.Impact.Affected;
import dev.sluice.policy.Impact.Changed;
import dev.sluice.policy.Impact.Count;
import dev.sluice.policy.Impact.Sampling;
import dev.sluice.ranges.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImpactTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-01-02T00:00:00Z");

    @Test
    void neverTakesAnObservationForComplete() {
        assertThatThrownBy(() -> new Impact("demo", FROM, TO, 0, 0, Optional.empty(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did not see");
    }

    @Test
    void neverSaysThatThereIsNoImpact() {
        assertThat(impact(0).summary())
                .isEqualTo("no external flow was observed (from 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z);"
                        + " what was not observed may be affected too");
        assertThat(impact(7).summary()).startsWith("none of 7 observed flows would be decided otherwise (");
    }

    @Test
    void countsFlowsAndDestinations() {
        Impact impact = impact(
                9, changed("api", "8.8.8.8", 2, 10), changed("web", "8.8.8.8", 1, 70), changed("web", "8.8.4.4", 3, 5));

        assertThat(impact.summary()).startsWith("6 of 9 observed flows, to 2 destinations, would be decided otherwise");
        assertThat(impact.changed()).extracting(Changed::bytes).containsExactly(70L, 10L, 5L);
    }

    @Test
    void saysThatFlowsCouldNotBeReadRatherThanThatThereWereNone() {
        Impact unread = new Impact(
                "demo",
                TO,
                TO,
                0,
                0,
                Optional.empty(),
                List.of(),
                new Affected(Count.NONE, Count.NONE),
                List.of(),
                Optional.of("Loki answers 403"),
                List.of("all"));

        assertThat(unread.summary())
                .isEqualTo("flows could not be read: Loki answers 403; what was not observed may be affected too");
        assertThat(unread.headline()).isEqualTo("flows could not be read; what was not observed may be affected too");
    }

    @Test
    void claimsNoTimeOfWhichNotAllWasRead() {
        Impact part = new Impact("demo", TO, TO, 3, 0, Optional.empty(), List.of(), List.of("older flows"));

        assertThat(part.summary())
                .isEqualTo("none of 3 observed flows would be decided otherwise (before 2026-01-02T00:00:00Z);"
                        + " what was not observed may be affected too");
    }

    @Test
    void sumsUpWhatIsKnownWithoutAddresses() {
        Impact counted = new Impact(
                "demo",
                FROM,
                TO,
                0,
                60,
                Optional.empty(),
                List.of(),
                new Affected(Count.NONE, Count.NONE),
                List.of(
                        new Impact.Grouped("bank", "api", "", 10),
                        new Impact.Grouped("bank", "api", "EXT:Google", 20),
                        new Impact.Grouped("shop", "web", "EXT:Google", 30)),
                Optional.empty(),
                List.of("addresses"));

        assertThat(counted.summary())
                .isEqualTo(
                        "2 workloads sent 60 bytes to external addresses (50 to EXT:Google, 10 without a label), any of"
                                + " which may be decided otherwise (from 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z);"
                                + " what was not observed may be affected too");
        assertThat(counted.headline()).doesNotContain("EXT:Google");
        assertThat(counted.grouped()).extracting(Impact.Grouped::bytes).containsExactly(30L, 20L, 10L);
    }

    @Test
    void writesSamplingAsPacketsSeen() {
        assertThat(new Sampling(50, 50)).hasToString("1 packet in 50");
        assertThat(new Sampling(1, 50)).hasToString("1 packet in 1 to 50");
    }

    private static Impact impact(long flows, Changed... changed) {
        return new Impact("demo", FROM, TO, flows, 0, Optional.empty(), List.of(changed), List.of("a part"));
    }

    private static Changed changed(String workload, String destination, long flows, long bytes) {
        return new Changed(
                "bank",
                workload,
                Address.parse(destination),
                Treatment.ALLOWED,
                Treatment.DENIED,
                flows,
                bytes,
                TO,
                Optional.empty());
    }
}
