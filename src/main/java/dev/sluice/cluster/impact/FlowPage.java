package dev.sluice.cluster.impact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One answer of Loki's query_range, read as it comes: no more than one line of it is held at a time.
 *
 * <p>Loki answers {@code {"status":"success","data":{"resultType":"streams","result":[{"stream":{labels},
 * "values":[["nanoseconds","line"], …]}, …]}}}.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-logs-within-a-range-of-time">Loki HTTP
 *     API</a>
 */
final class FlowPage {

    private static final int LONGEST_LINE = 1 << 20;

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_LINE)
                    .maxNestingDepth(32)
                    .build())
            .build();

    /** Takes each line in the order of the answer, which sorts within a stream only. */
    interface LineSink {

        /** @param nanos the line's time, in nanoseconds since 1970 */
        void take(Map<String, String> labels, long nanos, String line) throws IOException;

        /** Takes note of a line without a time or without a text. */
        void skip();
    }

    private FlowPage() {}

    /** @throws IOException if the answer is not of this shape or breaks off */
    static void read(InputStream answer, LineSink lines) throws IOException {
        try (JsonParser parser = JSON.createParser(answer)) {
            JsonFields.each(parser, parser.nextToken(), field -> {
                switch (field) {
                    case "status" ->
                        JsonFields.require("success".equals(parser.getText()), "its status is not success");
                    case "data" -> data(parser, lines);
                    default -> parser.skipChildren();
                }
            });
        }
    }

    private static void data(JsonParser parser, LineSink lines) throws IOException {
        JsonFields.each(parser, parser.currentToken(), field -> {
            switch (field) {
                case "resultType" -> JsonFields.require("streams".equals(parser.getText()), "it holds no streams");
                case "result" -> {
                    JsonFields.require(parser.currentToken() == JsonToken.START_ARRAY, "its result is not a list");
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        stream(parser, lines);
                    }
                }
                default -> parser.skipChildren();
            }
        });
    }

    private static void stream(JsonParser parser, LineSink lines) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        JsonFields.each(parser, parser.currentToken(), field -> {
            switch (field) {
                case "stream" ->
                    JsonFields.each(
                            parser, parser.currentToken(), label -> labels.put(label, parser.getValueAsString("")));
                case "values" -> {
                    JsonFields.require(!labels.isEmpty(), "the labels of a stream do not come before its lines");
                    JsonFields.require(
                            parser.currentToken() == JsonToken.START_ARRAY, "the lines of a stream are not a list");
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        line(parser, labels, lines);
                    }
                }
                default -> parser.skipChildren();
            }
        });
    }

    /** A pair of time and text; newer releases add structured metadata. One that is broken does not spoil the others. */
    private static void line(JsonParser parser, Map<String, String> labels, LineSink lines) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            lines.skip();
            return;
        }
        List<String> pair = new ArrayList<>(2);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (pair.size() < 2) {
                pair.add(parser.getValueAsString(""));
            }
            parser.skipChildren();
        }
        OptionalLong nanos = pair.size() < 2 ? OptionalLong.empty() : time(pair.getFirst());
        if (nanos.isPresent()) {
            lines.take(labels, nanos.getAsLong(), pair.getLast());
        } else {
            lines.skip();
        }
    }

    private static OptionalLong time(String nanos) {
        try {
            return OptionalLong.of(Long.parseLong(nanos));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
