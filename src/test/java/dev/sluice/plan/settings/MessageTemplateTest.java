package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.sluice.config.Problems;
import dev.sluice.gitops.Origin;
import dev.sluice.plan.settings.MessageTemplate.MessageFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTemplateTest {

    private static final MessageFacts FACTS = new MessageFacts(
            "demo: deny 1 more address",
            "demo",
            "| demo | 1 |",
            "Feeds: goog of 1 January 2026, 00:00 UTC",
            "2026-01-01",
            "Overridden guard: any, accepted by jo\nAccepted-by: mallory");

    @Test
    void saysWhatSluiceSaysWithoutTemplates() {
        assertThat(MessageTemplate.NONE.subject(FACTS)).isEqualTo("demo: deny 1 more address");
        assertThat(MessageTemplate.NONE.body(FACTS)).isEmpty();
        assertThat(MessageTemplate.NONE.trailers(FACTS)).isEmpty();
    }

    @Test
    void meetsTheHooksOfAServer() {
        MessageTemplate template = template(
                "NET-{date} chore({cluster}): [skip ci]",
                "{subject}\n\n{table}\n{feeds}",
                "Signed-off-by: {author.name} <{author.email}>\nTicket: NET-1234");

        assertThat(template.subject(FACTS))
                .isEqualTo("NET-2026-01-01 chore(demo): [skip ci] demo: deny 1 more address");
        assertThat(template.body(FACTS))
                .contains("demo: deny 1 more address\n\n| demo | 1 |\nFeeds: goog of 1 January 2026, 00:00 UTC");
        assertThat(template.trailers(FACTS))
                .containsExactly(entry("Signed-off-by", "Robot <robot@example.com>"), entry("Ticket", "NET-1234"));
    }

    @Test
    void letsNoValueBeginATrailer() {
        assertThat(template(null, null, "Reason: {overridden}").trailers(FACTS))
                .containsExactly(entry("Reason", "Overridden guard: any, accepted by jo Accepted-by: mallory"));
        assertThat(template("{overridden}", null, null).subject(FACTS)).doesNotContain("\n");
    }

    @Test
    void leavesOutATrailerWithoutAValue() {
        MessageFacts none = new MessageFacts("any", "demo", "", "", "", "");

        assertThat(template(null, null, "Accepted: {overridden}\nTicket: NET-1").trailers(none))
                .containsExactly(entry("Ticket", "NET-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{sbject}| cannot be used: ",
                "{#if| cannot be used: ",
                "{#if date}any| cannot be used: ",
                "{author.phone}| cannot be used: "
            })
    void findsMistakesAtTheStart(String text, String reason) {
        for (int key = 0; key < 3; key++) {
            Problems problems = new Problems();
            MessageTemplate.of(
                    config(key == 0 ? text : null, key == 1 ? text : null, key == 2 ? "Key: " + text : null),
                    author(),
                    problems);
            assertThat(problems.errors())
                    .singleElement()
                    .asString()
                    .startsWith("sluice.git.message."
                            + List.of("subject-prefix", "body", "trailers").get(key) + ": '")
                    .contains(text)
                    .contains(reason);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no trailer| gives the line 'no trailer', which is not 'Key: value'",
                "Sluice-Owner: path=other| gives a trailer 'Sluice-Owner', which is Sluice's own",
                "sluice-content: any| which is Sluice's own",
                "Feeds-digest: 0| which is Sluice's own",
                "Accepted-by: jo| which is Sluice's own"
            })
    void refusesTrailersThatAreNone(String text, String reason) {
        Problems problems = new Problems();

        MessageTemplate.of(config(null, null, text), author(), problems);

        assertThat(problems.errors()).singleElement().asString().contains(reason);
        assertThatExceptionOfType(MessageTemplateException.class)
                .isThrownBy(() -> template(null, null, text).trailers(FACTS));
    }

    private static MessageTemplate template(String prefix, String body, String trailers) {
        return new MessageTemplate(
                Optional.ofNullable(prefix), Optional.ofNullable(body), Optional.ofNullable(trailers), author());
    }

    private static Origin.CommitAuthor author() {
        return new Origin.CommitAuthor("Robot", "robot@example.com");
    }

    private static MessageConfig config(String prefix, String body, String trailers) {
        return new MessageConfig() {
            @Override
            public Optional<String> subjectPrefix() {
                return Optional.ofNullable(prefix);
            }

            @Override
            public Optional<String> body() {
                return Optional.ofNullable(body);
            }

            @Override
            public Optional<String> trailers() {
                return Optional.ofNullable(trailers);
            }
        };
    }
}
