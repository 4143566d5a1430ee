package dev.sluice.review.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A forge on loopback that behaves like GitHub as far as Sluice asks it to, and remembers what it was told: the requests of
 * one repository with their labels, comments, reviews and commit statuses.
 *
 * <p>Give {@link #url} to {@code sluice.review.url}, {@link #REPOSITORY} to {@code sluice.review.repository} and
 * {@link #TOKEN} as the token; any other one gets 401. Where branches are it asks {@link #heads}, such as a real Git server:
 * it opens no request for a branch that is not there. What people do is {@link #set}, {@link #merge} and {@link #review};
 * what the forge was asked is in {@link #calls}, and {@link #failNextWrite} makes it fail once without doing anything. It may
 * be used by several threads.
 */
public final class StubForge implements AutoCloseable {

    public static final String TOKEN = "s3cr3t-f0rge-token";
    public static final String REPOSITORY = "platform/fleet";

    private static final String ROOT = "/repos/" + REPOSITORY + "/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PULL = Pattern.compile("pulls/(\\d+)(?:/(reviews|comments|requested_reviewers))?");
    private static final Pattern ISSUE = Pattern.compile("issues/(\\d+)/(labels|comments|assignees)(?:/(.+))?");
    private static final Pattern COMMENT = Pattern.compile("issues/comments/(\\d+)");

    /**
     * A call as it came in.
     *
     * @param path below the repository's, without a query, such as {@code pulls/1}
     */
    public record Call(String method, String path, String body) {

        public boolean isWrite() {
            return !method.equals("GET");
        }
    }

    private record Answer(int status, JsonNode body) {}

    private final HttpServer server;
    private final Map<Integer, ObjectNode> pulls = new TreeMap<>();
    private final Map<Integer, ArrayNode> comments = new HashMap<>();
    private final Map<Integer, ArrayNode> reviews = new HashMap<>();
    private final Map<String, List<JsonNode>> statuses = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private Function<String, Optional<String>> heads = branch -> Optional.of("0".repeat(40));
    private int lastComment;
    private int failure;

    private StubForge(HttpServer server) {
        this.server = server;
    }

    public static StubForge start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StubForge forge = new StubForge(server);
        server.createContext("/", forge::handle);
        server.start();
        return forge;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param commits gives the commit that a branch is at; by default every branch is there */
    public synchronized void heads(Function<String, Optional<String>> commits) {
        heads = commits;
    }

    /** Answers the next write with this status and does nothing. */
    public synchronized void failNextWrite(int status) {
        failure = status;
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    public synchronized void forgetCalls() {
        calls.clear();
    }

    /** A copy of each request as the API gives it, by number. */
    public synchronized List<JsonNode> pulls() {
        return pulls.values().stream()
                .map(this::seen)
                .<JsonNode>map(JsonNode::deepCopy)
                .toList();
    }

    public synchronized List<String> comments(int number) {
        return comments.get(number).findValuesAsText("body");
    }

    public synchronized List<JsonNode> statuses(String commit) {
        return List.copyOf(statuses.getOrDefault(commit, List.of()));
    }

    /** What somebody changes of a request: {@code state} to {@code closed}, {@code title}, {@code body}. */
    public synchronized void set(int number, String field, String value) {
        seen(pulls.get(number));
        pulls.get(number).put(field, value);
    }

    public synchronized void merge(int number) {
        set(number, "state", "closed");
        pulls.get(number).put("merged_at", "2026-11-22T08:00:00Z");
    }

    public synchronized void label(int number, String... names) {
        pulls.get(number).set("labels", StubPull.labels(names));
    }

    /** @param state such as {@code APPROVED} */
    public synchronized void review(int number, String state) {
        reviews.get(number).addObject().put("id", 1).put("state", state);
    }

    public synchronized void comment(int number, String text) {
        comments.get(number).addObject().put("id", ++lastComment).put("body", text);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            Answer answer = path.startsWith(ROOT)
                    ? answer(exchange, new Call(exchange.getRequestMethod(), path.substring(ROOT.length()), body))
                    : message(404, "Not Found");
            byte[] bytes = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(HttpExchange exchange, Call call) throws IOException {
        calls.add(call);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return message(401, "Bad credentials");
        }
        if (call.isWrite() && failure != 0) {
            int status = failure;
            failure = 0;
            return message(status, "no luck");
        }
        JsonNode body = call.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(call.body());
        if (call.path().equals("pulls")) {
            return call.isWrite() ? open(body) : list(query(exchange));
        }
        if (call.path().equals("labels")) {
            return new Answer(201, body);
        }
        if (call.path().startsWith("statuses/")) {
            String commit = call.path().substring("statuses/".length());
            statuses.computeIfAbsent(commit, any -> new ArrayList<>()).add(body);
            return new Answer(201, body);
        }
        Matcher pull = PULL.matcher(call.path());
        Matcher issue = ISSUE.matcher(call.path());
        Matcher comment = COMMENT.matcher(call.path());
        if (pull.matches() && pulls.containsKey(Integer.parseInt(pull.group(1)))) {
            return pull(Integer.parseInt(pull.group(1)), String.valueOf(pull.group(2)), call, body);
        }
        if (issue.matches() && pulls.containsKey(Integer.parseInt(issue.group(1)))) {
            return issue(Integer.parseInt(issue.group(1)), issue, call, body, query(exchange));
        }
        return comment.matches() ? edit(Integer.parseInt(comment.group(1)), body) : message(404, "Not Found");
    }

    private Answer open(JsonNode wanted) {
        String branch = wanted.get("head").asText();
        String base = wanted.get("base").asText();
        boolean isThere =
                pulls.values().stream().anyMatch(pull -> StubPull.isOpen(pull) && StubPull.isOf(pull, branch, base));
        if (isThere) {
            return message(422, "A pull request already exists for platform:" + branch + ".");
        }
        if (heads.apply(branch).isEmpty()) {
            return message(422, "Validation Failed: field \"head\" is invalid");
        }
        int number = pulls.size() + 1;
        ObjectNode pull = StubPull.open(number, url(), wanted);
        pulls.put(number, pull);
        comments.put(number, JSON.createArrayNode());
        reviews.put(number, JSON.createArrayNode());
        return new Answer(201, seen(pull));
    }

    private Answer list(Map<String, String> query) {
        String branch = query.get("head").replaceFirst("^platform:", "");
        ArrayNode found = JSON.createArrayNode();
        List.copyOf(pulls.values()).reversed().stream()
                .filter(pull -> StubPull.isOf(pull, branch, query.get("base")))
                .filter(pull -> query.get("state").equals("all")
                        || pull.get("state").asText().equals(query.get("state")))
                .map(this::seen)
                .forEach(found::add);
        return new Answer(200, found);
    }

    private Answer pull(int number, String below, Call call, JsonNode body) {
        if (below.equals("reviews")) {
            return new Answer(200, reviews.get(number));
        }
        if (below.equals("comments")) {
            return new Answer(200, JSON.createArrayNode());
        }
        if (call.method().equals("PATCH")) {
            body.properties()
                    .forEach(field ->
                            set(number, field.getKey(), field.getValue().asText()));
        }
        return new Answer(call.method().equals("POST") ? 201 : 200, seen(pulls.get(number)));
    }

    private Answer issue(int number, Matcher path, Call call, JsonNode body, Map<String, String> query) {
        String below = path.group(2);
        if (below.equals("labels")) {
            Set<String> names =
                    new LinkedHashSet<>(pulls.get(number).get("labels").findValuesAsText("name"));
            names.remove(path.group(3));
            body.path("labels").forEach(name -> names.add(name.asText()));
            label(number, names.toArray(String[]::new));
            return new Answer(200, pulls.get(number).get("labels"));
        }
        if (below.equals("assignees")) {
            return new Answer(201, StubPull.assigned(body));
        }
        if (below.equals("comments") && call.isWrite()) {
            comment(number, body.get("body").asText());
            ArrayNode all = comments.get(number);
            return new Answer(201, all.get(all.size() - 1));
        }
        return new Answer(
                200,
                below.equals("comments") && query.getOrDefault("page", "1").equals("1")
                        ? comments.get(number)
                        : JSON.createArrayNode());
    }

    private Answer edit(int id, JsonNode body) {
        for (ArrayNode all : comments.values()) {
            for (JsonNode comment : all) {
                if (comment.get("id").asInt() == id) {
                    return new Answer(200, ((ObjectNode) comment).set("body", body.get("body")));
                }
            }
        }
        return message(404, "Not Found");
    }

    /** The head of an open request is where its branch is. */
    private ObjectNode seen(ObjectNode pull) {
        if (StubPull.isOpen(pull)) {
            ObjectNode head = (ObjectNode) pull.get("head");
            heads.apply(head.get("ref").asText()).ifPresent(commit -> head.put("sha", commit));
        }
        return pull;
    }

    private static Answer message(int status, String text) {
        return new Answer(status, JSON.createObjectNode().put("message", text));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return Pattern.compile("([^&=]+)=([^&]*)")
                .matcher(Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""))
                .results()
                .collect(Collectors.toMap(pair -> pair.group(1), pair -> pair.group(2)));
    }
}
