package dev.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFailureTest {

    @ParameterizedTest
    @CsvSource({
        "http://nowhere.invalid/,  nowhere.invalid:80: the name cannot be resolved",
        "https://nowhere.invalid/, nowhere.invalid:443: the name cannot be resolved",
        "http://127.0.0.1:1/,      127.0.0.1:1: the connection is refused"
    })
    void explainsWhatTheClientOfTheJdkThrows(URI uri, String why) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
        } catch (IOException e) {
            assertThat(words(e, uri)).startsWith("cannot connect to " + why + "; check the key and ");
            return;
        }
        throw new AssertionError("connected to " + uri);
    }

    @ParameterizedTest
    @CsvSource({"nowhere.invalid, 8443, the name cannot be resolved", "127.0.0.1, 1, the connection is refused"})
    void explainsWhatSocketsThrow(String host, int port, String why) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port));
        } catch (IOException e) {
            assertThat(words(e, URI.create("https://" + host + ":" + port)))
                    .startsWith("cannot connect to " + host + ":" + port + ": " + why);
            return;
        }
        throw new AssertionError("connected");
    }

    @Test
    void namesTheProxyThatWasAsked() {
        URI uri = URI.create("https://api.example:6443");

        assertThat(words(new ConnectException("Connection refused: proxy.example/10.1.2.3:3128"), uri))
                .startsWith("cannot connect to proxy.example:3128: the connection is refused");
        assertThat(words(new ConnectException("Connection refused: /10.1.2.3:3128"), uri))
                .startsWith("cannot connect to 10.1.2.3:3128: ");
        assertThat(words(new UnknownHostException("proxy.example: Name or service not known"), uri))
                .startsWith("cannot connect to proxy.example: the name cannot be resolved");
    }

    @Test
    void tellsSilenceAndMissingRoutes() {
        URI uri = URI.create("https://api.example:6443");

        assertThat(words(new HttpConnectTimeoutException("HTTP connect timed out"), uri))
                .contains("api.example:6443: nothing answers in time");
        assertThat(words(new SocketTimeoutException("Connect timed out"), uri)).contains("nothing answers in time");
        assertThat(words(new ConnectException("connection timed out: api.example/10.0.0.1:6443"), uri))
                .contains("nothing answers in time");
        assertThat(words(new NoRouteToHostException("No route to host"), uri)).contains("there is no route to it");
        assertThat(words(new ConnectException("Network is unreachable"), uri)).contains("there is no route to it");
    }

    @Test
    void leavesOtherFailuresAlone() {
        assertThat(ConnectionFailure.words(
                        new IOException("Connection reset"), URI.create("https://api.example"), "the key"))
                .isEmpty();
        assertThat(ConnectionFailure.words(
                        new SocketTimeoutException("Read timed out"), URI.create("https://api.example"), "the key"))
                .isEmpty();
    }

    private static String words(Exception failure, URI uri) {
        return ConnectionFailure.words(new IllegalStateException("above", failure), uri, "the key")
                .orElseThrow();
    }
}
