package dev.sluice.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Messages for programs. docs/notify.md lists their fields. */
final class EventJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EventJson() {}

    /** An object without nesting but for the list of details. */
    static ObjectNode flat(Envelope envelope) {
        Notification notification = envelope.notification();
        ObjectNode json = NODES.objectNode();
        json.put("id", envelope.id());
        json.put("source", envelope.source());
        json.put("event", notification.kind().word());
        json.put("subject", notification.subject());
        json.put("time", notification.time().toString());
        return tell(json, notification);
    }

    /**
     * A CloudEvent in structured mode.
     *
     * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON Event
     *     Format</a>
     */
    static ObjectNode cloudEvent(Envelope envelope) {
        Notification notification = envelope.notification();
        ObjectNode event = NODES.objectNode();
        event.put("specversion", "1.0");
        event.put("id", envelope.id());
        event.put("source", envelope.source());
        event.put(
                "type",
                "dev.sluice." + notification.subject().split(" ")[0] + "."
                        + notification.kind().word());
        event.put("subject", notification.subject());
        event.put("time", notification.time().toString());
        event.put("datacontenttype", "application/json");
        event.set("data", tell(NODES.objectNode(), notification));
        return event;
    }

    private static ObjectNode tell(ObjectNode json, Notification notification) {
        json.put("title", notification.title());
        json.put("text", notification.text());
        ArrayNode details = json.putArray("details");
        notification.details().forEach(details::add);
        notification.commit().ifPresent(commit -> json.put("commit", commit));
        notification.link().ifPresent(link -> json.put("link", link.toString()));
        return json;
    }
}
