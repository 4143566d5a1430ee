package dev.sluice.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.proxy.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LimitedBodyTest {

    private static final int LIMIT = 100_000;

    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void readsABodyOfExactlyTheLimit() {
        answer(LIMIT, LIMIT);

        assertThat(fetch()).hasSize(LIMIT);
    }

    @Test
    void refusesABodyOneByteLarger() {
        answer(LIMIT + 1, LIMIT + 1);

        assertTooLarge();
    }

    @Test
    void hangsUpOnABodyThatNeverEnds() throws Exception {
        answer(0, Long.MAX_VALUE);

        assertTooLarge();

        hungUp.get(20, TimeUnit.SECONDS);
    }

    @Test
    void doesNotWaitForALargeBodyThatWasAnnounced() throws Exception {
        answer(Long.MAX_VALUE, Long.MAX_VALUE);

        assertTooLarge();

        hungUp.get(20, TimeUnit.SECONDS);
    }

    /** @param announced 0 for a body in chunks, whose length the server does not say */
    private void answer(long announced, long sent) {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, announced);
            write(exchange, sent);
        });
    }

    private void write(HttpExchange exchange, long size) {
        byte[] piece = new byte[8192];
        try (exchange;
                var body = exchange.getResponseBody()) {
            for (long left = size; left > 0; left -= piece.length) {
                body.write(piece, 0, (int) Math.min(left, piece.length));
            }
        } catch (IOException e) {
            hungUp.complete(null);
        }
    }

    private void assertTooLarge() {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(this::fetch)
                .isNotInstanceOf(TransientFeedException.class)
                .withMessage("feed goog refused: it has more than 100000 bytes");
    }

    private byte[] fetch() {
        Duration patience = Duration.ofSeconds(20);
        HttpFetcher fetcher = new HttpFetcher(new Transfer(patience, patience, LIMIT), null, Proxies.NONE);
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/goog.json");
        return ((Fetched.Body) fetcher.fetch(new Feed("goog", url, Format.GOOGLE), Optional.empty())).bytes();
    }
}
