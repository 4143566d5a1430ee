package dev.sluice.cluster.impact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.text.OutsideText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer of Prometheus to an instant query that asks for a vector, or its refusal.
 *
 * <p>{@code {"status":"success","data":{"resultType":"vector","result":[{"metric":{labels},"value":[seconds,"number"]},
 * …]},"warnings":[…],"infos":[…]}}, or {@code {"status":"error","errorType":"bad_data","error":"why"}}.
 *
 * @param samples those with a finite value
 * @param notes warnings and remarks, which may mean that the answer is not complete
 * @param error empty where there is none
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview">Prometheus HTTP API</a>
 */
record PrometheusAnswer(List<MetricSample> samples, List<String> notes, String error) {

    /** More workloads than a cluster has. */
    private static final int MOST = 100_000;

    private static final int MOST_NOTES = 5;

    /** The value of one series. */
    record MetricSample(Map<String, String> labels, double value) {}

    /** @throws IOException if the answer is not of this shape or breaks off */
    static PrometheusAnswer read(InputStream answer) throws IOException {
        List<MetricSample> samples = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Map<String, String> texts = new TreeMap<>();
        try (JsonParser parser = FlowPage.JSON.createParser(answer)) {
            JsonFields.each(parser, parser.nextToken(), field -> {
                switch (field) {
                    case "status", "errorType", "error" -> texts.put(field, parser.getValueAsString(""));
                    case "data" -> data(parser, samples);
                    case "warnings", "infos" -> notes(parser, notes);
                    default -> parser.skipChildren();
                }
            });
        }
        String status = texts.getOrDefault("status", "");
        JsonFields.require(
                status.equals("success") || status.equals("error"), "its status is neither success nor error");
        String error =
                OutsideText.line(texts.getOrDefault("errorType", "unknown") + ": " + texts.getOrDefault("error", ""));
        return new PrometheusAnswer(samples, notes, status.equals("error") ? error : "");
    }

    private static void data(JsonParser parser, List<MetricSample> samples) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return; // beside an error
        }
        JsonFields.each(parser, parser.currentToken(), field -> {
            switch (field) {
                case "resultType" -> JsonFields.require("vector".equals(parser.getText()), "it holds no vector");
                case "result" -> {
                    JsonFields.require(parser.currentToken() == JsonToken.START_ARRAY, "its result is not a list");
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        sample(parser, samples);
                        JsonFields.require(samples.size() <= MOST, "it has more than " + MOST + " series");
                    }
                }
                default -> parser.skipChildren();
            }
        });
    }

    private static void sample(JsonParser parser, List<MetricSample> samples) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        List<String> value = new ArrayList<>();
        JsonFields.each(parser, parser.currentToken(), field -> {
            switch (field) {
                case "metric" ->
                    JsonFields.each(
                            parser, parser.currentToken(), label -> labels.put(label, parser.getValueAsString("")));
                case "value" -> {
                    JsonFields.require(parser.currentToken() == JsonToken.START_ARRAY, "a value is not a pair");
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        value.add(parser.getValueAsString(""));
                        parser.skipChildren();
                    }
                }
                default -> parser.skipChildren();
            }
        });
        JsonFields.require(value.size() == 2, "a series has no value");
        double number = number(value.getLast());
        if (Double.isFinite(number)) {
            samples.add(new MetricSample(labels, number));
        }
    }

    /** Prometheus writes NaN, +Inf and -Inf beside numbers. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static void notes(JsonParser parser, List<String> notes) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String note = parser.getValueAsString("");
            if (notes.size() < MOST_NOTES && !note.isBlank()) {
                notes.add(OutsideText.line(note));
            }
            parser.skipChildren();
        }
    }
}
