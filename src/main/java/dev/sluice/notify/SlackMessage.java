package dev.sluice.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What an incoming webhook of Slack takes: a text for notifications, and blocks that are shown in its place.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Incoming webhooks</a>
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks/section-block">Section blocks, at most 3,000
 *     characters</a>
 */
final class SlackMessage {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** In UTF-16 code units, of the text of a section. */
    private static final int LONGEST_SECTION = 3_000;

    private static final String REST = "\nand more";

    private SlackMessage() {}

    static ObjectNode of(Envelope envelope) {
        Notification notification = envelope.notification();
        ArrayNode blocks = NODES.arrayNode();
        blocks.add(section("*" + escaped(notification.title()) + "*"));
        if (!notification.text().isEmpty()) {
            blocks.add(section(escaped(notification.text())));
        }
        if (!notification.details().isEmpty()) {
            blocks.add(section(lines(notification.details())));
        }
        notification.link().ifPresent(link -> blocks.add(section("<" + escaped(link.toString()) + "|Open>")));
        ObjectNode message = NODES.objectNode();
        message.put("text", escaped(notification.title()));
        message.set("blocks", blocks);
        return message;
    }

    private static ObjectNode section(String text) {
        ObjectNode block = NODES.objectNode();
        block.put("type", "section");
        block.putObject("text").put("type", "mrkdwn").put("text", text).put("verbatim", true);
        return block;
    }

    /** Whole lines alone: a cut in the middle might split an escape. */
    private static String lines(List<String> details) {
        StringBuilder lines = new StringBuilder();
        for (String detail : details) {
            String line = (lines.isEmpty() ? "" : "\n") + "• " + escaped(detail);
            if (lines.length() + line.length() + REST.length() > LONGEST_SECTION) {
                return lines.append(REST).toString();
            }
            lines.append(line);
        }
        return lines.toString();
    }

    /**
     * The characters that begin mentions and links.
     *
     * @see <a href="https://docs.slack.dev/messaging/formatting-message-text#escaping">Escaping text</a>
     */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
