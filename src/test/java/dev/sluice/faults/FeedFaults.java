package dev.sluice.faults;

import static dev.sluice.faults.FeedServer.response;

import dev.sluice.faults.FeedServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The faults of feeds that the table names: which feed, what happens, and its arguments between backticks. A step without a
 * fault leaves both feeds well.
 */
final class FeedFaults {

    /** In the query of every feed's address, as a mirror that asks for a key has it. */
    static final String KEY = "s3cr3t-feed-key";

    private static final String HTML = "<html><body>Not today</body></html>";

    private final FeedServer server;
    private final Function<String, byte[]> documents;
    private final Map<String, URI> elsewhere = new HashMap<>();

    /** @param documents gives the good document of a feed */
    FeedFaults(FeedServer server, Function<String, byte[]> documents) {
        this.server = server;
        this.documents = documents;
        relent();
    }

    /** Makes both feeds well again. */
    void relent() {
        elsewhere.clear();
        Stream.of("goog", "cloud")
                .forEach(feed -> server.answer(
                        path(feed),
                        (request, client) -> WireFaults.send(client, response("200 OK", documents.apply(feed)))));
        server.answer(
                "/copy.json",
                (request, client) -> WireFaults.send(client, response("200 OK", documents.apply("cloud"))));
    }

    URI url(String feed) {
        return elsewhere.getOrDefault(feed, URI.create(server.url(path(feed)) + "?key=" + KEY));
    }

    /** @param step such as {@code cloud answers 500} */
    void happen(String step) {
        Matcher words = Pattern.compile("(goog|cloud|both) (?s:(.*))").matcher(step);
        if (!words.matches()) {
            throw new IllegalArgumentException("no fault of feeds: " + step);
        }
        List<String> feeds = words.group(1).equals("both") ? List.of("goog", "cloud") : List.of(words.group(1));
        feeds.forEach(feed -> happen(feed, words.group(2)));
    }

    private void happen(String feed, String fault) {
        WireFaults wire = new WireFaults(() -> documents.apply(feed));
        if (fault.equals("is well")) {
            return;
        } else if (wire.knows(fault)) {
            server.answer(path(feed), wire.answer(fault));
        } else if (fault.equals("is a server that is down")) {
            elsewhere.put(feed, URI.create("http://127.0.0.1:" + freePort() + path(feed) + "?key=" + KEY));
        } else if (fault.equals("is https on a port that speaks http")) {
            elsewhere.put(feed, URI.create("https://127.0.0.1:" + server.port() + path(feed) + "?key=" + KEY));
        } else if (fault.equals("is a host that has no address")) {
            elsewhere.put(feed, URI.create("http://feeds.invalid" + path(feed) + "?key=" + KEY));
        } else {
            server.answer(path(feed), named(feed, fault));
        }
    }

    private Answer named(String feed, String fault) {
        return Stream.<Form>of(
                        new Form("answers (\\d+)", found -> answering(found.group(1), HTML)),
                        new Form("answers (\\d+) with the document", found -> answering(found.group(1), text(feed))),
                        new Form("redirects by (\\d+) to `(.*)`", found -> redirecting(found.group(1), found.group(2))),
                        new Form("redirects to nowhere", found -> answering("302", "")),
                        new Form("sends `(.*)`", found -> answering("200", found.group(1))),
                        new Form(
                                "has `(.*)` in place of `(.*)`",
                                found -> answering("200", changed(text(feed), found.group(2), found.group(1)))),
                        new Form(
                                "has syncToken `(.*)`",
                                found -> answering("200", changed(text(feed), "\"[0-9]{13}\"", found.group(1)))),
                        new Form("lists `(.*)` too", found -> answering("200", listing(feed, found.group(1)))))
                .flatMap(form -> form.of(fault).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault of a feed: " + fault));
    }

    private static Answer answering(String status, String body) {
        return (request, client) ->
                WireFaults.send(client, response(status + " Word", body.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer redirecting(String status, String to) {
        String location = to.startsWith("/") ? server.url(to) : to;
        return (request, client) ->
                WireFaults.send(client, response(status + " Moved\r\nLocation: " + location, new byte[0]));
    }

    /** @param before a regular expression that occurs in the document; its first place is changed */
    private static String changed(String document, String before, String after) {
        String changed = document.replaceFirst(before, Matcher.quoteReplacement(after));
        if (changed.equals(document)) {
            throw new IllegalArgumentException("the document has no " + before);
        }
        return changed;
    }

    private String listing(String feed, String prefixes) {
        StringBuilder more = new StringBuilder();
        for (String prefix : prefixes.split(" ")) {
            more.append("{\"ipv%sPrefix\": \"%s\"}, ".formatted(prefix.contains(":") ? "6" : "4", prefix));
        }
        return changed(text(feed), "\\{\"ipv4Prefix\"", more + "{\"ipv4Prefix\"");
    }

    private String text(String feed) {
        return new String(documents.apply(feed), StandardCharsets.UTF_8);
    }

    private static String path(String feed) {
        return "/" + feed + ".json";
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Form(Pattern words, Function<MatchResult, Answer> answer) {

        Form(String words, Function<MatchResult, Answer> answer) {
            this(Pattern.compile(words, Pattern.DOTALL), answer);
        }

        Optional<Answer> of(String fault) {
            Matcher found = words.matcher(fault);
            return found.matches() ? Optional.of(answer.apply(found.toMatchResult())) : Optional.empty();
        }
    }
}
