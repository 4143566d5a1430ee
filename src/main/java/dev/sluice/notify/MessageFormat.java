package dev.sluice.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

/** The form of a receiver's messages. */
public enum MessageFormat {
    /** An incoming webhook of Slack. */
    SLACK("application/json", SlackMessage::of, false),
    /** A Workflow of Microsoft Teams. */
    TEAMS("application/json", TeamsCard::of, false),
    /** A receiver of CloudEvents 1.0, such as a Knative broker. */
    CLOUDEVENTS("application/cloudevents+json; charset=UTF-8", EventJson::cloudEvent, true),
    /** Any program. */
    JSON("application/json", EventJson::flat, true);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String contentType;
    private final Function<Envelope, ObjectNode> writer;
    private final boolean mayStayInCluster;

    MessageFormat(String contentType, Function<Envelope, ObjectNode> writer, boolean mayStayInCluster) {
        this.contentType = contentType;
        this.writer = writer;
        this.mayStayInCluster = mayStayInCluster;
    }

    /** In lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String contentType() {
        return contentType;
    }

    /** Whether receivers of this format may be Services of the cluster, which have no certificate. */
    boolean mayStayInCluster() {
        return mayStayInCluster;
    }

    byte[] body(Envelope envelope) {
        return bytes(writer.apply(envelope));
    }

    static byte[] bytes(ObjectNode json) {
        try {
            return MAPPER.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written", e);
        }
    }
}
