package dev.sluice.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifySettingsTest {

    private static final String FIRST = "sluice.notify[0].";
    private static final String SECOND = "sluice.notify[1].";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("url"), "https://hooks.slack.com/services/T0/B0/s3cret\n");
    }

    private Configuration with(String format) {
        return Configuration.minimal().with(FIRST + "url-file", file.toString()).with(FIRST + "format", format);
    }

    @Test
    void aReceiverIsToldOfEverythingUnlessItSaysOfWhat() {
        assertThat(with("slack").settings().notifications().receivers())
                .singleElement()
                .satisfies(receiver -> assertThat(receiver.on()).containsExactlyInAnyOrder(EventKind.values()));
        assertThat(with("slack")
                        .with(FIRST + "on", "held,failed")
                        .settings()
                        .notifications()
                        .receivers())
                .singleElement()
                .satisfies(receiver ->
                        assertThat(receiver.on()).containsExactlyInAnyOrder(EventKind.HELD, EventKind.FAILED));
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThat(with("pager").with(FIRST + "on", "held,lost").mistakes())
                .containsExactlyInAnyOrder(
                        FIRST + "format: 'pager' is not one of slack, teams, cloudevents, json",
                        FIRST + "on: 'lost' is not one of held, failed, proposed, committed, drifted, recovered");
    }

    @Test
    void showsNothingOfAnAddressThatIsNone() throws IOException {
        Files.writeString(file, "hooks.slack.com/services/T0/B0/s3cret");

        List<String> errors = with("slack").mistakes();

        assertThat(errors)
                .containsExactly(
                        FIRST + "url-file: '" + file + "' does not hold an https address and nothing else; what it"
                                + " holds is not shown, since it is a secret");
    }

    @Test
    void refusesAnAddressInPlaceOfAFile() {
        assertThat(with("slack")
                        .with(FIRST + "url-file", "https://hooks.slack.com/services/T0/B0/s3cret")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith(FIRST + "url-file: ")
                .doesNotContain("s3cret");
    }

    @Test
    void refusesTheSameReceiverTwice() {
        assertThat(with("slack")
                        .with(SECOND + "url-file", file.toString())
                        .with(SECOND + "format", "slack")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith(SECOND + "url-file: '" + file + "' is given twice with the format slack");
    }

    @Test
    void theAddressOfThePageIsOfTheWeb() {
        assertThat(Configuration.minimal()
                        .with("sluice.api.url", "sluice.apps.example")
                        .mistakes())
                .containsExactly("sluice.api.url: 'sluice.apps.example' is not an http or https address without"
                        + " credentials, query and fragment");
        assertThat(Configuration.minimal()
                        .with("sluice.api.url", "https://me:s3cret@sluice.apps.example")
                        .mistakes())
                .singleElement()
                .asString()
                .doesNotContain("s3cret");
    }
}
