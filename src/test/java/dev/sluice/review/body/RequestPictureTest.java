package dev.sluice.review.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.briefing.Title;
import dev.sluice.ranges.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The picture of a request in the guide for reviewers shows what requests say now.
 *
 * <p>After a change of the text, {@code ./mvnw test -Dtest=RequestPictureTest -Ddocs.update=true} takes it anew with Chromium:
 * {@code /usr/bin/chromium}, or what {@code -Dchromium=} names.
 */
class RequestPictureTest {

    private static final Path PICTURE = Path.of("docs/images/request.png");
    private static final GoldenRequest SHOWN = GoldenRequest.HELD_BY_GUARD;

    /** A chunk at the end of a PNG, without its length: the type, and nothing in it. */
    private static final int END_OF_PNG = 12;

    private static final String KEYWORD = "tEXtPage\0";

    @Test
    void showsWhatRequestsSay(@TempDir Path folder) throws Exception {
        // Given
        String page = PaintedBody.html(Title.of(SHOWN.briefing()), List.of("egress", "risk/high"), SHOWN.body());

        // When
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(PICTURE.getParent());
            Files.write(PICTURE, marked(taken(page, folder), Sha256.hex(page)));
        }

        // Then
        byte[] picture = Files.readAllBytes(PICTURE);
        assertThat(new String(picture, UTF_8)).contains(Sha256.hex(page));
        assertThat(picture.length).isLessThan(200_000);
    }

    private static byte[] taken(String page, Path folder) throws IOException, InterruptedException {
        Path html = Files.writeString(folder.resolve("request.html"), page);
        Path shot = folder.resolve("request.png");
        Process chromium = new ProcessBuilder(
                        System.getProperty("chromium", "/usr/bin/chromium"),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=940,1150",
                        "--screenshot=" + shot,
                        html.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(chromium.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(chromium.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        return Files.readAllBytes(shot);
    }

    /** With the digest of the page in a chunk of text, so that an old picture is told from a new one. */
    private static byte[] marked(byte[] png, String digest) {
        byte[] chunk = (KEYWORD + digest).getBytes(UTF_8);
        CRC32 sum = new CRC32();
        sum.update(chunk);
        int end = png.length - END_OF_PNG;
        return ByteBuffer.allocate(png.length + chunk.length + 8)
                .put(png, 0, end)
                .putInt(chunk.length - "tEXt".length())
                .put(chunk)
                .putInt((int) sum.getValue())
                .put(Arrays.copyOfRange(png, end, png.length))
                .array();
    }
}
