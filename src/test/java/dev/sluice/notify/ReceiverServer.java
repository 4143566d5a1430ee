package dev.sluice.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Takes messages on loopback as the documentation of each product says, below {@code /slack}, {@code /teams} and
 * {@code /events}; planned answers come first.
 */
final class ReceiverServer implements AutoCloseable {

    static final String SECRET = "T0/B0/s3cretS3cret";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_CARD = 28 * 1024;

    private final HttpServer server;
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final List<String> contentTypes = new CopyOnWriteArrayList<>();
    private final Deque<PlannedAnswer> planned = new ArrayDeque<>();

    record PlannedAnswer(int status, String body, Map<String, String> headers) {}

    ReceiverServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url(String product) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + product + "/" + SECRET + "?sig=s1gnature";
    }

    /** A file with the address of a product. */
    Path file(Path folder, String product) throws IOException {
        return Files.writeString(folder.resolve(product + "-url"), url(product) + "\n");
    }

    synchronized void plan(int status, String body, Map<String, String> headers) {
        planned.add(new PlannedAnswer(status, body, headers));
    }

    private synchronized Optional<PlannedAnswer> next() {
        return Optional.ofNullable(planned.poll());
    }

    List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    List<String> contentTypes() {
        return List.copyOf(contentTypes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            contentTypes.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            PlannedAnswer answer = next().orElseGet(() -> verdict(exchange, body));
            if (answer.status() / 100 == 2) {
                taken.add(MAPPER.readTree(body));
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private static PlannedAnswer verdict(HttpExchange exchange, byte[] body) {
        String product = exchange.getRequestURI().getPath().split("/")[1];
        try {
            JsonNode json = MAPPER.readTree(body);
            return switch (product) {
                case "slack" -> isMessage(json) ? plain(200, "ok") : plain(400, "invalid_payload");
                case "teams" ->
                    isCard(json) && body.length <= LONGEST_CARD ? plain(202, "") : plain(400, "InvalidRequest");
                case "events" -> isEvent(json) ? plain(204, "") : plain(400, "not a CloudEvent");
                default -> plain(200, "");
            };
        } catch (IOException e) {
            return plain(400, "invalid_payload");
        }
    }

    private static PlannedAnswer plain(int status, String body) {
        return new PlannedAnswer(status, body, Map.of());
    }

    /** docs.slack.dev: 50 blocks at most, a section's text has 1 to 3,000 characters. */
    private static boolean isMessage(JsonNode json) {
        JsonNode blocks = json.path("blocks");
        boolean isGood = json.path("text").isTextual() && blocks.size() >= 1 && blocks.size() <= 50;
        for (JsonNode block : blocks) {
            String text = block.path("text").path("text").asText();
            isGood &= block.path("type").asText().equals("section")
                    && block.path("text").path("type").asText().equals("mrkdwn")
                    && !text.isEmpty()
                    && text.length() <= 3_000;
        }
        return isGood;
    }

    private static boolean isCard(JsonNode json) {
        JsonNode attachment = json.path("attachments").path(0);
        JsonNode card = attachment.path("content");
        return json.path("type").asText().equals("message")
                && attachment.path("contentType").asText().equals("application/vnd.microsoft.card.adaptive")
                && attachment.has("contentUrl")
                && attachment.path("contentUrl").isNull()
                && card.path("type").asText().equals("AdaptiveCard")
                && card.path("version").isTextual()
                && card.path("body").size() > 0;
    }

    private static boolean isEvent(JsonNode json) {
        return json.path("specversion").asText().equals("1.0")
                && List.of("id", "source", "type").stream()
                        .noneMatch(name -> json.path(name).asText().isEmpty());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
