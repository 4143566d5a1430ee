package dev.sluice.cluster.impact;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on a socket of its own that answers one path; it may refuse, or hang, first. */
final class StubServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final List<Map<String, String>> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private final Answer answer;
    private volatile boolean hangs;

    /** What it says to a question. */
    interface Answer {
        InputStream to(Map<String, String> parameters) throws IOException;
    }

    private record Refusal(int status, String retryAfter, String body) {}

    StubServer(String path, Answer answer) {
        this.answer = answer;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(path, this::handle);
        server.start();
    }

    /** The gateway of a LokiStack, which refuses more lines than its limit allows. */
    static StubServer loki(RecordedLoki recorded) {
        return new StubServer(
                "/api/logs/v1/network/loki/api/v1/query_range",
                parameters -> recorded.latest(
                        Long.parseLong(parameters.get("start")),
                        Long.parseLong(parameters.get("end")),
                        Integer.parseInt(parameters.get("limit"))));
    }

    StubServer refusing(int status, String retryAfter) {
        return refusing(status, retryAfter, "no");
    }

    /** @param retryAfter empty for none */
    StubServer refusing(int status, String retryAfter, String body) {
        refusals.add(new Refusal(status, retryAfter, body));
        return this;
    }

    StubServer hanging() {
        hangs = true;
        return this;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The parameters of each question. */
    List<Map<String, String>> requests() {
        return List.copyOf(requests);
    }

    List<String> tokens() {
        return List.copyOf(tokens);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
            requests.add(parameters);
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (hangs) {
                closed.await();
                return;
            }
            Headers headers = exchange.getResponseHeaders();
            Refusal refusal = refusals.poll();
            if (refusal != null) {
                if (!refusal.retryAfter().isEmpty()) {
                    headers.set("Retry-After", refusal.retryAfter());
                }
                byte[] body = refusal.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(refusal.status(), body.length);
                exchange.getResponseBody().write(body);
                return;
            }
            headers.set("Content-Type", "application/json; charset=UTF-8");
            try (InputStream body = answer.to(parameters)) {
                exchange.sendResponseHeaders(200, 0);
                body.transferTo(exchange.getResponseBody());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
