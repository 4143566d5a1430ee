package dev.sluice.feed;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FeedSourceTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @TempDir
    private Path folder;

    @Test
    void readsAnAbsoluteFile() throws IOException {
        Path file = Files.writeString(folder.resolve("goog 1.json"), "{}");

        Fetched fetched = get(file.toUri());

        assertText(fetched, "{}");
        assertThat(((Fetched.Body) fetched).etag()).isEmpty();
    }

    @Test
    void readsARelativeFileFromTheWorkingDirectory() throws IOException {
        Path file = Files.createTempFile(Path.of("target"), "goog", ".json");
        Files.writeString(file, "{}");

        try {
            assertText(get(URI.create("file:target/" + file.getFileName())), "{}");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path file = folder.resolve("goog.json");

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> get(file.toUri()))
                .withMessage("feed goog refused: there is no file " + file);
    }

    @Test
    void refusesAFolder() {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> get(folder.toUri()))
                .isNotInstanceOf(TransientFeedException.class)
                .withMessageStartingWith("feed goog refused: cannot read " + folder);
    }

    @Test
    void refusesAFileAboveTheLimit() throws IOException {
        Path file = Files.writeString(folder.resolve("goog.json"), " ".repeat(1025));

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> get(file.toUri()))
                .withMessageContaining("has more than 1024 bytes");
    }

    @Test
    void readsAFileOfExactlyTheLimit() throws IOException {
        Path file = Files.writeString(folder.resolve("goog.json"), " ".repeat(1024));

        assertText(get(file.toUri()), " ".repeat(1024));
    }

    @Test
    void fetchesEverythingElseFromTheWeb() {
        SERVER.stubFor(WireMock.get("/goog.json").willReturn(ok("{}")));

        assertText(get(URI.create(SERVER.url("/goog.json"))), "{}");
    }

    private static Fetched get(URI url) {
        Transfer limits = new Transfer(Duration.ofSeconds(10), Duration.ofSeconds(10), 1024);
        return FeedSource.of(limits, null).get(new Feed("goog", url, Format.GOOGLE), Optional.empty());
    }

    private static void assertText(Fetched fetched, String text) {
        assertThat(fetched).isInstanceOfSatisfying(Fetched.Body.class, body -> assertThat(body.bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text));
    }
}
