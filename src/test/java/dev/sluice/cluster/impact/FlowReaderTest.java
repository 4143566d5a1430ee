package dev.sluice.cluster.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.run.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowReaderTest {

    private static final Clock STANDING = Clock.fixed(RandomFlows.TO, ZoneOffset.UTC);
    private static final long START = RandomFlows.FROM.getEpochSecond() * 1_000_000_000L;
    private static final long END = RandomFlows.TO.getEpochSecond() * 1_000_000_000L;

    private final RecordedLoki loki = new RecordedLoki();
    private final List<Flow> read = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {100, 777, 5_000})
    void readsEachFlowOnceOverAllPages(int pageSize) throws IOException {
        // Given some 35 flows at each instant
        List<Flow> flows = recordAtMinutes(50_000);

        // When
        reader(pageSize, Long.MAX_VALUE).read(START, END);

        // Then
        assertThat(counted(read)).isEqualTo(counted(flows));
        assertThat(loki.requests()).isGreaterThan(50_000 / pageSize);
    }

    private static Map<Flow, Long> counted(List<Flow> flows) {
        return flows.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void readsTheRangeAndNothingElse() throws IOException {
        record(START - 1, 1);
        record(START, 2);
        record(END - 1, 3);
        record(END, 4);

        reader(100, 100).read(START, END);

        assertThat(read).hasSize(2);
    }

    @Test
    void holdsNoMoreThanAFewLinesOfAPage() throws IOException {
        // Given
        recordAtMinutes(20_000);
        List<Long> taken = new ArrayList<>();
        FlowReader reader = new FlowReader(
                loki,
                new ReadingLimits(Duration.ofDays(1), Duration.ofSeconds(1), 20_001, 20_001),
                deadline(STANDING),
                seen -> taken.add(loki.taken()));

        // When
        reader.read(START, END);

        // Then each flow came out before much of what follows it was taken in
        long perFlow = loki.taken() / taken.size();
        for (int i = 0; i < taken.size(); i++) {
            assertThat(taken.get(i)).isLessThan((i + 1) * (perFlow + 20) + 64 * 1024);
        }
    }

    @Test
    void stopsAtTheLimitOfFlows() {
        recordAtMinutes(5_000);

        assertThatThrownBy(() -> reader(1_000, 2_500).read(START, END))
                .isInstanceOf(CutShortException.class)
                .hasMessageMatching(
                        "reading stopped at the limit of 2500 flows; older than 2026-01-01T\\S+ not all was" + " read");
        assertThat(read).hasSize(2_500);
        assertThat(read).allMatch(flow -> flow.end().isAfter(Instant.parse("2026-01-01T08:00:00Z")));
    }

    @Test
    void stepsOverAnInstantAtWhichMoreHappenedThanAPageHolds() throws IOException {
        // Given
        for (int i = 0; i < 300; i++) {
            record(START + 5_000_000_000L, i);
        }
        for (int i = 300; i < 310; i++) {
            record(START + 4_000_000_000L, i);
        }
        FlowReader reader = reader(100, 1_000);

        // When
        reader.read(START, END);

        // Then
        assertThat(read).hasSize(110);
        assertThat(reader.since()).hasValue(RandomFlows.FROM);
        assertThat(reader.gaps())
                .containsExactly("more flows ended at 2026-01-01T00:00:05Z than one answer of 100 holds: the others of"
                        + " them are left out");
    }

    @Test
    void countsNoFlowOfACrowdedInstantTwice() throws IOException {
        // Given 130 flows at each of three instants, in an order that is another at each question
        for (int i = 0; i < 390; i++) {
            record(START + (1 + i % 3) * 1_000_000_000L, i);
        }
        loki.turn();
        FlowReader reader = reader(100, 1_000);

        // When
        reader.read(START, END);

        // Then
        assertThat(read).doesNotHaveDuplicates().hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "{\"Bytes\":5",
                "{\"DstAddr\":\"8.8.8.8\",\"Bytes\":99999999999999999999999}",
                "{\"DstAddr\":\"nowhere\"}",
                "{\"Bytes\":7}",
            })
    void leavesOutALineThatIsNoFlowAndReadsTheOthers(String line) throws IOException {
        // Given
        record(START + 3, 1);
        loki.add(START + 2, "{\"a\":\"b\"}", line);
        record(START + 1, 2);
        FlowReader reader = reader(2, 100);

        // When
        reader.read(START, END);

        // Then
        assertThat(read).hasSize(2);
        assertThat(reader.gaps()).containsExactly("1 line was no flow that can be read, and is left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"x\",\"{}\"]", "[1]", "[]", "{}", "null", "\"x\"", "[null,null]", "[[\"1\"],\"{}\"]"})
    void leavesOutWhatIsNoPairOfTimeAndLine(String pair) throws IOException {
        // Given
        String good = "[\"" + (START + 1) + "\",\"{\\\"DstAddr\\\":\\\"8.8.8.8\\\"}\",{\"trace\":\"x\"}]";
        FlowReader reader = new FlowReader(
                (start, end, limit) -> new ByteArrayInputStream(
                        ("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{\"a\":\"b\"},"
                                        + "\"values\":[" + good + "," + pair + "," + good.replace("8.8.8.8", "8.8.4.4")
                                        + "]}]}}")
                                .getBytes(StandardCharsets.UTF_8)),
                limits(100, 100),
                deadline(STANDING),
                seen -> read.add(seen.flow()));

        // When
        reader.read(START, END);

        // Then
        assertThat(read).hasSize(2);
        assertThat(reader.gaps()).containsExactly("1 line was no flow that can be read, and is left out");
    }

    @Test
    void endsWhereNoLineHasATime() {
        FlowReader reader = new FlowReader(
                (start, end, limit) -> new ByteArrayInputStream(
                        ("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{\"a\":\"b\"},"
                                        + "\"values\":[" + "[\"x\",\"y\"],".repeat(99) + "[\"x\",\"y\"]]}]}}")
                                .getBytes(StandardCharsets.UTF_8)),
                limits(100, 1_000),
                deadline(STANDING),
                seen -> read.add(seen.flow()));

        assertThatThrownBy(() -> reader.read(START, END)).hasMessageStartingWith("no line of an answer has a time");
        assertThat(reader.gaps()).containsExactly("100 lines were no flows that can be read, and are left out");
    }

    @Test
    void knowsSinceWhenItHasReadEverything() {
        // Given a minute for each page
        recordAtMinutes(5_000);
        SettableClock clock = new SettableClock(RandomFlows.TO);
        FlowReader reader = new FlowReader(
                (start, end, limit) -> {
                    clock.advance(Duration.ofSeconds(11));
                    return loki.latest(start, end, limit);
                },
                limits(1_000, 100_000),
                deadline(clock),
                seen -> read.add(seen.flow()));

        // When
        assertThatThrownBy(() -> reader.read(START, END))
                .hasMessage("the time was up after " + read.size() + " flows; older than "
                        + reader.since().orElseThrow() + " not all was read");

        // Then
        Instant since = reader.since().orElseThrow();
        assertThat(reader.outOfTime()).contains(since.toString());
        assertThat(since).isBetween(Instant.parse("2026-01-01T10:00:00Z"), Instant.parse("2026-01-01T18:00:00Z"));
        assertThat(read.stream().filter(flow -> !flow.end().isBefore(since)).count())
                .isEqualTo(loki.count(since));
    }

    @Test
    void stopsWhenTheTimeIsUp() {
        recordAtMinutes(1_000);
        FlowReader late = new FlowReader(
                loki,
                limits(100, 1_000),
                new Deadline(STANDING, RandomFlows.TO.minusSeconds(1)),
                seen -> read.add(seen.flow()));

        assertThatThrownBy(() -> late.read(START, END))
                .isInstanceOf(CutShortException.class)
                .hasMessageStartingWith("the time was up after 0 flows; older than 2026-01-02T00:00:00Z");
        assertThat(loki.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{\"status\":\"error\"}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":{}}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"values\":[[\"1\",\"{}\"]]}]}}",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"stream\":{\"a\":\"b\"},\"values\":{}}]}}",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"stream\":{\"a\":\"b\"},\"values\":[[\"1\",\"{",
            })
    void saysThatAnAnswerIsNoneOfLoki(String answer) {
        FlowReader reader = new FlowReader(
                (start, end, limit) -> new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                limits(100, 100),
                deadline(STANDING),
                seen -> read.add(seen.flow()));

        assertThatThrownBy(() -> reader.read(START, END))
                .isInstanceOf(CutShortException.class)
                .hasMessageEndingWith("older than 2026-01-02T00:00:00Z not all was read");
    }

    private FlowReader reader(int pageSize, long maxFlows) {
        return new FlowReader(loki, limits(pageSize, maxFlows), deadline(STANDING), seen -> read.add(seen.flow()));
    }

    private static ReadingLimits limits(int pageSize, long maxFlows) {
        return new ReadingLimits(Duration.ofDays(1), Duration.ofSeconds(30), pageSize, maxFlows);
    }

    private static Deadline deadline(Clock clock) {
        return Deadline.in(Duration.ofSeconds(30), clock);
    }

    /** Records flows that all ended at full minutes. */
    private List<Flow> recordAtMinutes(int count) {
        List<Flow> flows = RandomFlows.of(7, count).stream()
                .map(flow -> new Flow(
                        flow.namespace(),
                        flow.workload(),
                        flow.traffic(),
                        flow.bytes(),
                        Instant.ofEpochSecond(flow.end().getEpochSecond() / 60 * 60),
                        flow.roundTripNanos(),
                        flow.sampling()))
                .toList();
        for (int i = 0; i < flows.size(); i++) {
            Flow flow = flows.get(i);
            loki.add(flow.end().getEpochSecond() * 1_000_000_000L, RandomFlows.labels(flow), RandomFlows.line(flow, i));
        }
        return flows;
    }

    private void record(long nanos, int number) {
        Flow flow = RandomFlows.of(number, 1).getFirst();
        loki.add(nanos, RandomFlows.labels(flow), RandomFlows.line(flow, number));
    }
}
