package dev.sluice.notify;

import static dev.sluice.notify.Messages.body;
import static dev.sluice.notify.Messages.envelope;
import static dev.sluice.notify.Messages.held;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageFormatTest {

    private static final Notification HELD =
            held("A change is held back", "demo: deny 9 more", List.of("entries lost 23 %"));

    @Test
    void slackGetsATextAndBlocks() {
        assertThat(body(MessageFormat.SLACK, HELD).toString())
                .isEqualTo("{\"text\":\"A change is held back\",\"blocks\":["
                        + "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\","
                        + "\"text\":\"*A change is held back*\",\"verbatim\":true}},"
                        + "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\","
                        + "\"text\":\"demo: deny 9 more\",\"verbatim\":true}},"
                        + "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\","
                        + "\"text\":\"• entries lost 23 %\",\"verbatim\":true}},"
                        + "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\","
                        + "\"text\":\"<https://sluice.example|Open>\",\"verbatim\":true}}]}");
    }

    @Test
    void slackReadsNoMentionAndNoLinkInTextFromOutside() {
        JsonNode message =
                body(MessageFormat.SLACK, held("<!channel> & co", "<https://evil.example|ok>", List.of("<@U1>")));

        assertThat(message.path("text").asText()).isEqualTo("&lt;!channel&gt; &amp; co");
        assertThat(message.path("blocks"))
                .extracting(block -> block.path("text").path("text").asText())
                .startsWith("*&lt;!channel&gt; &amp; co*", "&lt;https://evil.example|ok&gt;", "• &lt;@U1&gt;");
    }

    @Test
    void slackGetsNoSectionOfMoreThanItTakes() {
        JsonNode message = body(MessageFormat.SLACK, held("&".repeat(900), "&".repeat(5_000), details("&")));

        List<Integer> lengths = new ArrayList<>();
        message.path("blocks")
                .forEach(block ->
                        lengths.add(block.path("text").path("text").asText().length()));
        assertThat(lengths).hasSize(4).allMatch(length -> length <= 3_000);
        assertThat(message.path("blocks").path(2).path("text").path("text").asText())
                .endsWith("\nand more");
    }

    @Test
    void teamsGetsAnAdaptiveCardWithoutMarkup() {
        JsonNode message = body(MessageFormat.TEAMS, held("[a](https://evil.example)", "", List.of()));

        JsonNode attachment = message.path("attachments").path(0);
        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(attachment.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        JsonNode card = attachment.path("content");
        assertThat(card.path("body"))
                .allSatisfy(block -> assertThat(block.path("type").asText()).isEqualTo("RichTextBlock"));
        assertThat(card.path("body")
                        .path(0)
                        .path("inlines")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo("[a](https://evil.example)");
        assertThat(card.path("actions").path(0).path("url").asText()).isEqualTo("https://sluice.example");
    }

    @Test
    void teamsGetsNoMoreThan28Kilobytes() {
        byte[] body = MessageFormat.TEAMS.body(
                envelope(held("\u65e5".repeat(900), "\u65e5".repeat(5_000), details("\u65e5"))));

        assertThat(body).hasSizeLessThanOrEqualTo(28 * 1024).hasSizeGreaterThan(10 * 1024);
    }

    @Test
    void aCloudEventHasTheAttributesThatReceiversTellItApartBy() {
        JsonNode event = body(MessageFormat.CLOUDEVENTS, HELD);

        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("dev.sluice.run.held");
        assertThat(event.path("source").asText()).isEqualTo("/sluice/clusters");
        assertThat(event.path("subject").asText()).isEqualTo("run");
        assertThat(event.path("time").asText()).isEqualTo("2026-01-02T02:00:00Z");
        assertThat(event.path("id").asText())
                .hasSize(32)
                .isEqualTo(body(MessageFormat.JSON, HELD).path("id").asText());
        assertThat(event.path("data").path("details").path(0).asText()).isEqualTo("entries lost 23 %");
        assertThat(MessageFormat.CLOUDEVENTS.contentType()).isEqualTo("application/cloudevents+json; charset=UTF-8");
    }

    @Test
    void jsonIsFlat() {
        JsonNode json = body(MessageFormat.JSON, HELD);

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("id", "source", "event", "subject", "time", "title", "text", "details", "link");
        assertThat(json.path("event").asText()).isEqualTo("held");
    }

    @Test
    void textFromOutsideIsALine() {
        Notification notification = held("one\ntwo\u202e", "", List.of());

        assertThat(notification.title()).isEqualTo("one two\\u202E");
        assertThat(held("a", "b", details("x")).details()).hasSize(13).last().isEqualTo("and 28 more");
    }

    private static List<String> details(String letter) {
        return Collections.nCopies(40, letter.repeat(2_000));
    }
}
