package dev.sluice.cluster.impact;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Answers as Loki does: the latest lines of a range, sorted into streams, each stream the latest first. */
final class RecordedLoki implements PagedFlows {

    private final NavigableMap<Long, List<Line>> lines = new TreeMap<>();
    private int requests;
    private boolean turns;
    private long taken;

    private record Line(String labels, long nanos, String text) {}

    /** @param labels of the line's stream, as JSON */
    void add(long nanos, String labels, String line) {
        lines.computeIfAbsent(nanos, added -> new ArrayList<>()).add(new Line(labels, nanos, line));
    }

    /** From now on each answer begins with other ones of the lines of one instant: their order means nothing. */
    void turn() {
        turns = true;
    }

    int requests() {
        return requests;
    }

    /** How many bytes of answers were taken so far. */
    long taken() {
        return taken;
    }

    @Override
    public InputStream latest(long start, long end, int limit) throws IOException {
        requests++;
        Map<String, List<Line>> streams = new TreeMap<>();
        lines.subMap(start, true, end, false).descendingMap().values().stream()
                .flatMap(this::turned)
                .limit(limit)
                .forEach(line -> streams.computeIfAbsent(line.labels(), added -> new ArrayList<>())
                        .add(line));
        List<String> parts = new ArrayList<>();
        parts.add("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[");
        streams.forEach((labels, those) -> {
            parts.add((parts.size() > 1 ? "," : "") + "{\"stream\":" + labels + ",\"values\":[");
            for (int i = 0; i < those.size(); i++) {
                parts.add((i > 0 ? "," : "") + value(those.get(i)));
            }
            parts.add("]}");
        });
        parts.add("],\"stats\":{\"summary\":{\"bytesProcessedPerSecond\":1}}}}");
        return counted(parts);
    }

    /** How many lines there are since a time. */
    long count(Instant since) {
        return lines.tailMap(since.getEpochSecond() * 1_000_000_000L + since.getNano(), true).values().stream()
                .mapToLong(List::size)
                .sum();
    }

    private Stream<Line> turned(List<Line> instant) {
        if (!turns) {
            return instant.stream();
        }
        List<Line> turned = new ArrayList<>(instant);
        Collections.rotate(turned, 37 * requests);
        return turned.stream();
    }

    private static String value(Line line) {
        return "[\"" + line.nanos() + "\",\""
                + line.text().replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }

    private InputStream counted(List<String> parts) {
        List<InputStream> bytes = parts.stream()
                .<InputStream>map(part -> new ByteArrayInputStream(part.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new FilterInputStream(new SequenceInputStream(Collections.enumeration(bytes))) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                taken += Math.max(0, read);
                return read;
            }
        };
    }
}
