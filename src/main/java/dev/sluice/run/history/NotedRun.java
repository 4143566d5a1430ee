package dev.sluice.run.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.run.RunReport;
import dev.sluice.text.OutsideText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * How one run ended, small enough to keep many.
 *
 * @param outcome as in a report
 * @param message cut to a few hundred characters
 * @param commit that the run made, 40 hexadecimal digits; empty where it made none
 */
public record NotedRun(Instant started, Instant finished, String outcome, String message, Optional<String> commit) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In code points. */
    private static final int LONGEST = 300;

    private static final int LONGEST_WORD = 20;

    /** Of a run that has just ended. */
    static NotedRun of(RunReport report) {
        return new NotedRun(
                report.started(),
                report.finished(),
                report.outcome(),
                OutsideText.line(report.message(), LONGEST),
                Optional.ofNullable(report.commit()));
    }

    /** One line of a note. */
    String line(String owner) {
        ObjectNode line = JSON.createObjectNode();
        line.put("started", started.toString());
        line.put("finished", finished.toString());
        line.put("outcome", outcome);
        line.put("message", message);
        commit.ifPresent(id -> line.put("commit", id));
        line.put("owner", owner);
        return line.toString();
    }

    /** A run in a line of a note; empty where the line is another's. */
    static Optional<NotedRun> read(String line, String owner) {
        try {
            JsonNode node = line.startsWith("{") ? JSON.readTree(line) : JSON.nullNode();
            if (!node.path("owner").asText().equals(owner)) {
                return Optional.empty();
            }
            String commit = node.path("commit").asText();
            return Optional.of(new NotedRun(
                    Instant.parse(node.path("started").asText()),
                    Instant.parse(node.path("finished").asText()),
                    OutsideText.line(node.path("outcome").asText(), LONGEST_WORD),
                    OutsideText.line(node.path("message").asText(), LONGEST),
                    commit.matches("[0-9a-f]{40}") ? Optional.of(commit) : Optional.empty()));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty(); // somebody wrote it by hand: it is left as it is
        }
    }
}
