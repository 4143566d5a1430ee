package dev.sluice.cluster.impact;

import static dev.sluice.cluster.impact.RandomFlows.FROM;
import static dev.sluice.cluster.impact.RandomFlows.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.sluice.policy.Action;
import dev.sluice.policy.Deltas;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Impact.Changed;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Traffic;
import dev.sluice.policy.Treatment;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a rule by DNS name decides depends on more than a flow's address. */
class UndecidedFlowsTest {

    private static final Rule ONE = Rule.deny(Prefix.parse("8.8.8.0/25"));
    private static final Rule OTHER = Rule.deny(Prefix.parse("8.8.9.0/25"));

    @Test
    void saysMayOfWhatADnsNameDecides() {
        // Given
        Rule name = new Rule(Action.DENY, new Destination.DnsName("www.example.com"), List.of());
        Replay replay = new Replay(List.of(Deltas.of("demo", "bank", List.of(ONE), List.of(name, ONE))));

        // When the first is denied before and after, the others go nowhere that a prefix denies
        for (int i = 0; i < 10; i++) {
            replay.accept(flow(0x08080880L + 128 * (i - 1), 10));
        }
        Impact impact = replay.impact("demo", FROM, FROM, TO, Optional.empty(), List.of());

        // Then
        assertThat(impact.summary())
                .startsWith("9 of 10 observed flows, to 9 destinations, may be decided otherwise, by a DNS name or"
                        + " node (");
        assertThat(impact.changed()).extracting(Changed::after).containsOnly(Treatment.UNDECIDED);
    }

    @Test
    void saysMayWhereADnsNameTakesThePlaceOfAnother() {
        // Given
        Rule one = new Rule(Action.DENY, new Destination.DnsName("www.example.com"), List.of());
        Rule other = new Rule(Action.DENY, new Destination.DnsName("www.example.org"), List.of());

        assertThat(replayed(List.of(one), List.of(other))).contains(" may be decided otherwise");
        assertThat(replayed(List.of(one), List.of(one, ONE))).startsWith("none of 1 observed flows");
    }

    private static String replayed(List<Rule> before, List<Rule> after) {
        Replay replay = new Replay(List.of(Deltas.of("demo", "bank", before, after)));
        replay.accept(flow(0x01020304, 10));
        return replay.impact("demo", FROM, FROM, TO, Optional.empty(), List.of())
                .summary();
    }

    @Test
    void listsWhatIsCertainBeforeWhatMayBe() {
        // Given
        Rule name = new Rule(Action.DENY, new Destination.DnsName("www.example.com"), List.of());
        Replay replay = new Replay(List.of(Deltas.of("demo", "bank", List.of(), List.of(name, OTHER))));

        // When
        for (int i = 0; i < 1_500; i++) {
            replay.accept(flow(i, 1_000));
        }
        replay.accept(flow(0x08080901, 1));
        Impact impact = replay.impact("demo", FROM, FROM, TO, Optional.empty(), List.of());

        // Then
        assertThat(impact.summary())
                .startsWith("1 of 1501 observed flows, to one destination, would be decided otherwise; 1500 more may"
                        + " be, by a DNS name or node (");
        assertThat(impact.changed()).filteredOn(Changed::isCertain).hasSize(1);
        assertThat(impact.unseen()).last(STRING).startsWith("501 more flows (501000 bytes) would or may be decided");
    }

    private static Flow flow(long destination, long bytes) {
        return new Flow(
                "bank",
                "api",
                new Traffic(new Address(Family.IPV4, 0, destination), Optional.empty()),
                bytes,
                TO,
                OptionalLong.empty(),
                OptionalInt.of(1));
    }
}
