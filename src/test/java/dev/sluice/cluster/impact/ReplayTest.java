package dev.sluice.cluster.impact;

import static dev.sluice.cluster.impact.RandomFlows.FROM;
import static dev.sluice.cluster.impact.RandomFlows.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.sluice.policy.Deltas;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Impact.Changed;
import dev.sluice.policy.Impact.RoundTrip;
import dev.sluice.policy.Impact.Sampling;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Traffic;
import dev.sluice.policy.Treatment;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final Rule ONE = Rule.deny(Prefix.parse("8.8.8.0/25"));
    private static final Rule OTHER = Rule.deny(Prefix.parse("8.8.9.0/25"));
    private static final Rule REST = Rule.allow(Prefix.parse("0.0.0.0/0"));

    @Test
    void sumsUpWhatAStraightforwardCountSumsUp() throws IOException {
        // Given the flows of a day, in pages; bank is to deny one block more, and shop none
        List<Flow> flows = RandomFlows.of(42, 100_000);
        RecordedLoki loki = new RecordedLoki();
        for (int i = 0; i < flows.size(); i++) {
            Flow flow = flows.get(i);
            loki.add(flow.end().getEpochSecond() * 1_000_000_000L, RandomFlows.labels(flow), RandomFlows.line(flow, i));
        }
        Replay replay = new Replay(List.of(
                Deltas.of("demo", "bank", List.of(ONE, REST), List.of(ONE, OTHER, REST)),
                Deltas.of("demo", "shop", List.of(ONE, REST), List.of())));

        // When
        Clock clock = Clock.fixed(TO, ZoneOffset.UTC);
        new FlowReader(
                        loki,
                        new ReadingLimits(Duration.ofDays(1), Duration.ofSeconds(30), 5_000, 1_000_000),
                        Deadline.in(Duration.ofSeconds(30), clock),
                        seen -> replay.accept(seen.flow()))
                .read(FROM.getEpochSecond() * 1_000_000_000L, TO.getEpochSecond() * 1_000_000_000L);
        Impact impact = replay.impact("demo", FROM, FROM, TO, Optional.empty(), List.of());

        // Then
        assertThat(loki.requests()).isGreaterThan(20);
        assertThat(impact.flows()).isEqualTo(100_000);
        assertThat(impact.bytes())
                .isEqualTo(flows.stream().mapToLong(Flow::bytes).sum());
        assertThat(impact.sampling()).hasValue(new Sampling(50, 50));
        Map<List<Object>, List<Flow>> expected = new HashMap<>();
        flows.stream().filter(flow -> changes(flow)).forEach(flow -> expected.computeIfAbsent(
                        subject(flow), added -> new ArrayList<>())
                .add(flow));
        assertThat(impact.changed()).hasSize(expected.size()).hasSizeGreaterThan(700);
        impact.changed()
                .forEach(changed -> assertThat(changed).isEqualTo(counted(changed, expected.get(subject(changed)))));
    }

    private static boolean changes(Flow flow) {
        Prefix denied = Prefix.parse(flow.namespace().equals("bank") ? "8.8.9.0/25" : "8.8.8.0/25");
        return denied.contains(flow.traffic().destination());
    }

    private static List<Object> subject(Flow flow) {
        return List.of(flow.namespace(), flow.workload(), flow.traffic().destination());
    }

    private static List<Object> subject(Changed changed) {
        return List.of(changed.namespace(), changed.workload(), changed.destination());
    }

    private static Changed counted(Changed changed, List<Flow> flows) {
        boolean bank = changed.namespace().equals("bank");
        List<Long> times = flows.stream()
                .flatMapToLong(flow -> flow.roundTripNanos().stream())
                .map(nanos -> nanos / 1_000)
                .sorted()
                .boxed()
                .toList();
        Optional<RoundTrip> roundTrip = changed.roundTrip().map(given -> {
            assertThat(given.median()).isBetween(near(times, 0.5, 0.99), near(times, 0.5, 1.01));
            assertThat(given.p95()).isBetween(near(times, 0.95, 0.99), near(times, 0.95, 1.01));
            return new RoundTrip(given.median(), given.p95(), times.size());
        });
        assertThat(roundTrip).isPresent();
        return new Changed(
                changed.namespace(),
                changed.workload(),
                changed.destination(),
                bank ? Treatment.ALLOWED : Treatment.DENIED,
                bank ? Treatment.DENIED : Treatment.ALLOWED,
                flows.size(),
                flows.stream().mapToLong(Flow::bytes).sum(),
                flows.stream().map(Flow::end).max(Instant::compareTo).orElseThrow(),
                roundTrip);
    }

    /** The value at a rank, give or take what two significant digits do not show. */
    private static Duration near(List<Long> micros, double rank, double part) {
        long exact = micros.get((int) Math.ceil(rank * micros.size()) - 1);
        return Duration.ofNanos(Math.round(exact * 1_000 * part));
    }

    @Test
    void leavesOtherNamespacesOut() {
        Replay replay = new Replay(List.of(Deltas.of("demo", "bank", List.of(), List.of(ONE))));

        replay.accept(flow("other", new Address(Family.IPV4, 0, 0x08080801), OptionalInt.empty()));

        assertThat(replay.impact("demo", FROM, FROM, TO, Optional.empty(), List.of())
                        .flows())
                .isZero();
    }

    @Test
    void saysWhatItDoesNotKnow() {
        Replay replay = new Replay(List.of(Deltas.of("demo", "bank", List.of(), List.of(ONE))));
        replay.accept(flow("bank", new Address(Family.IPV4, 0, 0x08080801), OptionalInt.empty()));

        Impact impact = replay.impact("demo", FROM, FROM, TO, Optional.empty(), List.of("Loki did not answer in time"));

        assertThat(impact.unseen())
                .containsExactly(
                        "traffic before 2026-01-01T00:00:00Z is not looked at",
                        "no record tells how packets were sampled",
                        "Loki did not answer in time");
        assertThat(impact.changed()).singleElement().satisfies(changed -> assertThat(changed.roundTrip())
                .isEmpty());
    }

    @Test
    void listsTheLargestAndCountsAll() {
        // Given
        Replay replay = new Replay(
                List.of(Deltas.of("demo", "bank", List.of(), List.of(Rule.deny(Prefix.parse("0.0.0.0/0"))))));

        // When 5,000 destinations, the heavier ones late
        for (int i = 0; i < 5_000; i++) {
            replay.accept(flow("bank", new Address(Family.IPV4, 0, i), 10 + i, OptionalInt.of(1)));
        }
        Impact impact = replay.impact("demo", FROM, FROM, TO, Optional.empty(), List.of());

        // Then
        assertThat(impact.summary())
                .startsWith("5000 of 5000 observed flows, to 5000 destinations, would be decided otherwise (");
        assertThat(impact.changed())
                .hasSize(Replay.LISTED)
                .allMatch(changed -> changed.bytes() >= 10 + 4_000)
                .allMatch(changed -> changed.roundTrip().isEmpty());
        assertThat(impact.unseen())
                .contains(
                        "every packet was sampled, but Loki may not have kept all flows",
                        "4000 more flows (8038000 bytes) would be decided otherwise, of workloads and destinations"
                                + " beyond the 1000 largest");
    }

    @Test
    void keepsTheLargestOfMoreThanItsMemoryHolds() {
        // Given
        Replay replay = new Replay(
                List.of(Deltas.of("demo", "bank", List.of(), List.of(Rule.deny(Prefix.parse("0.0.0.0/0"))))));
        SplittableRandom random = new SplittableRandom(11);
        List<Long> sizes = new ArrayList<>();

        // When
        for (int i = 0; i < 3 * LargestSums.MOST; i++) {
            long bytes = random.nextLong(1_000_000);
            sizes.add(bytes);
            replay.accept(new Flow(
                    "bank",
                    "api",
                    new Traffic(new Address(Family.IPV4, 0, i), Optional.empty()),
                    bytes,
                    TO,
                    OptionalLong.of(1_000_000),
                    OptionalInt.of(50)));
        }
        Impact impact = replay.impact("demo", FROM, FROM, TO, Optional.empty(), List.of());

        // Then
        assertThat(impact.summary())
                .startsWith("30000 of 30000 observed flows, to more than 10000 destinations, would be decided");
        assertThat(impact.changed())
                .extracting(Changed::bytes)
                .isEqualTo(sizes.stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(Replay.LISTED)
                        .toList());
        assertThat(impact.changed().stream()
                        .filter(changed -> changed.roundTrip().isPresent()))
                .hasSizeGreaterThan(900);
        assertThat(impact.unseen()).last(STRING).endsWith(", some of which may count less than they had");
    }

    @Test
    void addsUpWhateverBytesRecordsClaim() {
        Replay replay = new Replay(List.of(Deltas.of("demo", "bank", List.of(), List.of(ONE))));

        for (int i = 0; i < 3; i++) {
            replay.accept(flow("bank", new Address(Family.IPV4, 0, 0x08080801), Long.MAX_VALUE, OptionalInt.of(1)));
        }

        Impact impact = replay.impact("demo", FROM, FROM, TO, Optional.empty(), List.of());
        assertThat(impact.bytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(impact.changed()).extracting(Changed::bytes).containsExactly(Long.MAX_VALUE);
    }

    private static Flow flow(String namespace, Address destination, OptionalInt sampling) {
        return flow(namespace, destination, 10, sampling);
    }

    private static Flow flow(String namespace, Address destination, long bytes, OptionalInt sampling) {
        return new Flow(
                namespace,
                "api",
                new Traffic(destination, Optional.empty()),
                bytes,
                TO,
                OptionalLong.empty(),
                sampling);
    }
}
