package dev.sluice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before an HTTP server and stops one request, so that a test can act at exactly this moment. */
final class Gate implements AutoCloseable {

    /** Which half of the request is stopped. */
    enum At {
        /** The server has not seen it. */
        REQUEST,
        /** The server has done what it asks, and the client does not know. */
        ANSWER
    }

    private static final Set<String> HOP =
            Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade");

    private final HttpServer gate;
    private final URI behind;
    private final int stopped;
    private final At at;
    private final AtomicInteger seen = new AtomicInteger();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param stopped the number of the request that is stopped, from 1 */
    Gate(String behind, int stopped, At at) throws IOException {
        this.behind = URI.create(behind);
        this.stopped = stopped;
        this.at = at;
        this.gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gate.createContext("/", this::pass);
        gate.setExecutor(threads);
        gate.start();
    }

    String url() {
        return "http://127.0.0.1:" + gate.getAddress().getPort() + behind.getPath();
    }

    /** Waits until the request is there, or the process ends without ever sending it. */
    boolean isReachedBy(Process process) throws InterruptedException {
        process.onExit().thenRun(reached::countDown);
        reached.await();
        return process.isAlive();
    }

    void open() {
        opened.countDown();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean stop = seen.incrementAndGet() == stopped;
            if (stop && at == At.REQUEST) {
                waitForOpening();
            }
            HttpResponse<byte[]> answer = forward(exchange);
            if (stop && at == At.ANSWER) {
                waitForOpening();
            }
            answer.headers().map().forEach((name, values) -> {
                if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void waitForOpening() throws InterruptedException {
        reached.countDown();
        opened.await();
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** What is still stopped goes no further. */
    @Override
    public void close() {
        threads.shutdownNow();
        gate.stop(0);
    }
}
