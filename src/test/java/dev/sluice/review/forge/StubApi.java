package dev.sluice.review.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A forge on loopback that keeps requests with their versions, comments, reviews and commit statuses, as its documentation
 * says. Only {@link #answer} knows the API of a product. May be used by several threads.
 */
public abstract class StubApi implements AutoCloseable {

    public static final String TOKEN = "s3cr3t-f0rge-token";

    protected static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A call as it came in.
     *
     * @param path decoded, without a slash at its beginning
     */
    public record Call(String method, String path, Map<String, String> query, JsonNode body, String authorization) {

        public boolean isWrite() {
            return !method.equals("GET");
        }
    }

    /** @param body null for none */
    public record Reply(int status, JsonNode body) {}

    public final Map<Long, StubRequest> requests = new TreeMap<>();
    public final Map<String, String> marks = new HashMap<>();

    /** Accounts that the forge knows. */
    public final Set<String> accounts = new HashSet<>(Set.of("anna", "bert", "carl", "sluice"));

    /** Those that may merge. */
    public final Set<String> writers = new HashSet<>(Set.of("anna"));

    public final Map<String, List<String>> teams = new HashMap<>(Map.of("network", List.of("bert", "carl")));

    public boolean requiresChecks;

    protected Function<String, Optional<String>> heads = branch -> Optional.of(ForgeStubs.SHA);

    private final HttpServer server;
    private final List<String> writes = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private long lastRemark;

    protected StubApi() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    protected abstract Reply answer(Call call);

    /** The address of the API. */
    public abstract String api();

    protected String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public synchronized void heads(Function<String, Optional<String>> commits) {
        heads = commits;
    }

    /** What people do between a read and the next write. */
    public synchronized void meanwhile(Runnable act) {
        meanwhile = act;
    }

    /** Methods and paths of the writes since the last call. */
    public synchronized List<String> writes() {
        List<String> since = List.copyOf(writes);
        writes.clear();
        return since;
    }

    public synchronized StubRequest only() {
        if (requests.size() != 1) {
            throw new AssertionError(requests.keySet());
        }
        return requests.values().iterator().next();
    }

    public synchronized StubRequest last() {
        return requests.get((long) requests.size());
    }

    /** A person's remark. */
    public synchronized StubRequest.Remark remark(StubRequest request, String author, boolean isOnLine, String text) {
        StubRequest.Remark remark = new StubRequest.Remark(++lastRemark, author, isOnLine, text);
        request.remarks.add(remark);
        return remark;
    }

    protected StubRequest opened(String branch, String base, String title, String body) {
        StubRequest request = new StubRequest(
                requests.size() + 1L,
                branch,
                base,
                title,
                body,
                heads.apply(branch).orElseThrow());
        requests.put(request.id, request);
        return request;
    }

    protected Optional<StubRequest> open(String branch, String base) {
        return requests.values().stream()
                .filter(request -> request.isOpen() && request.branch.equals(branch) && request.base.equals(base))
                .findFirst();
    }

    protected Optional<StubRequest.Remark> remark(StubRequest request, long id) {
        return request.remarks.stream().filter(remark -> remark.id == id).findFirst();
    }

    /** Newest first. */
    protected List<StubRequest> newest(Collection<StubRequest> all) {
        all.stream().filter(StubRequest::isOpen).forEach(request -> heads.apply(request.branch)
                .ifPresent(head -> request.head = head));
        return List.copyOf(all).reversed();
    }

    protected static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] content = exchange.getRequestBody().readAllBytes();
        Map<String, String> query = new HashMap<>();
        Pattern.compile("([^&=]+)=([^&]*)")
                .matcher(Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""))
                .results()
                .forEach(pair ->
                        query.merge(decoded(pair.group(1)), decoded(pair.group(2)), (one, other) -> one + "," + other));
        Call call = new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath().substring(1),
                query,
                content.length == 0 ? JSON.createObjectNode() : JSON.readTree(content),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Reply reply;
        synchronized (this) {
            if (call.isWrite()) {
                Runnable now = meanwhile;
                meanwhile = () -> {};
                now.run();
                writes.add(call.method() + " " + call.path());
            }
            reply = answer(call);
        }
        byte[] body = reply.body() == null ? new byte[0] : JSON.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
