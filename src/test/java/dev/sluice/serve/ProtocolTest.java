package dev.sluice.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URL;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ports take for HTTP: version 1.1, and each request with one length. */
@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class ProtocolTest {

    /** Type 9, no flag, stream 1, no content (RFC 9113, section 6.10). */
    private static final byte[] EMPTY_CONTINUATION = {0, 0, 0, 9, 0, 0, 0, 0, 1};

    @TestHTTPResource("/q/health/live")
    URL api;

    @TestHTTPResource(value = "/health/live", management = true)
    URL management;

    @ParameterizedTest
    @ValueSource(strings = {"api", "management"})
    @Timeout(60)
    void takesNoFloodOfContinuations(String port) throws IOException {
        // Given
        long sent = 0;
        try (Socket socket = connect(port)) {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 65_536);
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
            out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // SETTINGS
            out.write(new byte[] {0, 0, 1, 1, 0, 0, 0, 0, 1, (byte) 0x82}); // HEADERS that go on: GET

            // When
            for (; sent < 10_000_000; sent++) {
                out.write(EMPTY_CONTINUATION);
            }
        } catch (IOException e) {
            assertThat(e).as("after %d frames", sent).isNotNull();
        }

        // Then
        assertThat(sent).isLessThan(10_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "management"})
    void staysWithVersion1WhereACallerOffersVersion2(String port) throws IOException {
        assertThat(answer(
                        port,
                        "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\n"
                                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"))
                .startsWith("HTTP/1.1 ")
                .doesNotContain("101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "management"})
    void refusesTwoLengths(String port) throws IOException {
        assertThat(Stream.of(
                        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                        "Content-Length: 0\r\nContent-Length: 1\r\n\r\n"))
                .allSatisfy(headers -> assertThat(answer(port, headers)).startsWith("HTTP/1.1 400 "));
    }

    private String answer(String port, String headers) throws IOException {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout(5_000);
            URL url = url(port);
            socket.getOutputStream()
                    .write(("GET " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\n" + headers).getBytes(US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            for (int read; (read = socket.getInputStream().read()) >= 0 && read != '\n'; ) {
                answer.write(read);
            }
            return answer.toString(US_ASCII);
        }
    }

    private Socket connect(String port) throws IOException {
        return new Socket(url(port).getHost(), url(port).getPort());
    }

    private URL url(String port) {
        return port.equals("api") ? api : management;
    }
}
