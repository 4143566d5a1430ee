package dev.sluice.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a Workflow of Microsoft Teams takes: a message with an Adaptive Card. Texts are runs, which have no markup that a
 * text from outside could use.
 *
 * @see <a href="https://learn.microsoft.com/connectors/teams/#microsoft-teams-webhook">Microsoft Teams webhook</a>
 * @see <a href="https://adaptivecards.io/explorer/RichTextBlock.html">RichTextBlock, since version 1.2</a>
 */
final class TeamsCard {

    /**
     * In bytes.
     *
     * @see <a href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages">A message
     *     has at most 28 KB</a>
     */
    static final int LONGEST = 28 * 1024;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TeamsCard() {}

    static ObjectNode of(Envelope envelope) {
        List<String> details = envelope.notification().details();
        ObjectNode message = message(envelope.notification(), details);
        for (int kept = details.size() - 1; kept >= 0 && MessageFormat.bytes(message).length > LONGEST; kept--) {
            message = message(envelope.notification(), details.subList(0, kept));
        }
        return message;
    }

    private static ObjectNode message(Notification notification, List<String> details) {
        ObjectNode message = NODES.objectNode();
        message.put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.putNull("contentUrl");
        attachment.set("content", card(notification, details));
        return message;
    }

    private static ObjectNode card(Notification notification, List<String> details) {
        ObjectNode card = NODES.objectNode();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("fallbackText", notification.title());
        ArrayNode body = card.putArray("body");
        body.add(paragraph(run(notification.title()).put("weight", "Bolder").put("size", "Medium")));
        if (!notification.text().isEmpty()) {
            body.add(paragraph(run(notification.text())));
        }
        details.forEach(detail -> body.add(paragraph(run("• " + detail))));
        notification.link().ifPresent(link -> card.putArray("actions")
                .addObject()
                .put("type", "Action.OpenUrl")
                .put("title", "Open")
                .put("url", link.toString()));
        return card;
    }

    private static ObjectNode run(String text) {
        return NODES.objectNode().put("type", "TextRun").put("text", text);
    }

    private static ObjectNode paragraph(ObjectNode run) {
        ObjectNode paragraph = NODES.objectNode();
        paragraph.put("type", "RichTextBlock");
        paragraph.putArray("inlines").add(run);
        return paragraph;
    }
}
