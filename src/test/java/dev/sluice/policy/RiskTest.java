package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.Risk.Facts;
import dev.sluice.policy.Risk.Level;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTest {

    private static final Removal REMOVAL = new Removal(Removal.RemovedKind.NAMESPACE, "demo", "shop");

    @Test
    void isLowWhereNothingSpeaksAgainstIt() {
        Measurement below = new Measurement(Guard.DIFFERENCE_GAINED, 25, 25);

        assertThat(Risk.of(facts(List.of(below), List.of(), List.of(), List.of(), List.of())))
                .isEqualTo(new Risk(Level.LOW, List.of()));
        assertThat(Risk.of(facts(List.of(), List.of(), List.of(), List.of(), List.of()))
                        .label())
                .isEqualTo("risk/low");
    }

    @Test
    void isHighForEachReason() {
        assertHigh(
                facts(
                        List.of(new Measurement(Guard.DIFFERENCE_GAINED, 96.4, 25)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                "a guard trips, difference-gained: addresses new in the difference 96.4 % (limit 25 %)");
        assertHigh(
                facts(List.of(), List.of(REMOVAL), List.of(), List.of(), List.of()),
                "something published goes: namespace shop of cluster demo");
        assertHigh(
                facts(List.of(), List.of(), List.of("demo"), List.of(), List.of()),
                "a cluster is published for the first time: demo");
        assertHigh(
                facts(List.of(), List.of(), List.of(), List.of("demo", "edge"), List.of()),
                "the configuration changes: demo, edge");
        assertHigh(
                facts(List.of(), List.of(), List.of(), List.of(), List.of("loki-stack-loki.yaml")),
                "objects other than firewalls and flow labels change: loki-stack-loki.yaml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # 100 addresses before; 5 more or fewer are 5 percent
                    10.0.0.0/26 10.0.1.0/27 10.0.2.0/30 | 10.9.0.0/30 10.9.1.0/32 |
                    10.0.0.0/26 10.0.1.0/27 10.0.2.0/30 | 10.9.0.0/30 10.9.1.0/31 | newly denied, IPv4
                    2001:db8::/64                       | 2001:db9::/69           |
                    2001:db8::/64                       | 2001:db9::/68           | newly denied, IPv6
                    """)
    void measuresWhatIsNewlyDeniedAndNewlyAllowed(String before, String more, String reason) {
        // Given
        IpSet small = set(before);
        IpSet large = small.union(set(more));

        // When
        Risk denied = Risk.of(facts(Deltas.denying("demo", "shop", small, large)));

        // Then
        assertThat(denied.reasons().stream().map(Risk.Reason::toString))
                .isEqualTo(Stream.ofNullable(reason)
                        .map(words -> words + ", more than 5 % of what was denied: demo/shop")
                        .toList());
    }

    @Test
    void countsWhatIsAllowedAgainstWhatWasDenied() {
        Risk risk = Risk.of(facts(Deltas.denying("demo", "shop", set("10.0.0.0/24"), set("10.0.0.0/25"))));

        assertThat(risk.level()).isEqualTo(Level.HIGH);
        assertThat(risk.reasons())
                .extracting(Risk.Reason::toString)
                .containsExactly("newly allowed, IPv4, more than 5 % of what was denied: demo/shop");
    }

    @Test
    void findsAnythingLargeWhereNothingWasDenied() {
        assertThat(Risk.of(facts(Deltas.denying("demo", "shop", IpSet.EMPTY, set("10.0.0.0/32"))))
                        .level())
                .isEqualTo(Level.HIGH);
    }

    private static void assertHigh(Facts facts, String reason) {
        Risk risk = Risk.of(facts);
        assertThat(risk.level()).isEqualTo(Level.HIGH);
        assertThat(risk.label()).isEqualTo("risk/high");
        assertThat(risk.reasons()).extracting(Risk.Reason::toString).containsExactly(reason);
    }

    private static Facts facts(FirewallDelta firewall) {
        return new Facts(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(firewall));
    }

    private static Facts facts(
            List<Measurement> readings,
            List<Removal> removals,
            List<String> published,
            List<String> reconfigured,
            List<String> objects) {
        return new Facts(readings, removals, published, reconfigured, objects, List.of());
    }

    private static IpSet set(String prefixes) {
        return IpSet.of(Stream.of(prefixes.split(" ")).map(Prefix::parse).toList());
    }
}
