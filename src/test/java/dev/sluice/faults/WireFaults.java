package dev.sluice.faults;

import static dev.sluice.faults.FeedServer.response;

import dev.sluice.faults.FeedServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Answers of an HTTP server that are broken on the wire, by what they do. */
final class WireFaults {

    private static final int LARGER_THAN_ANY = 2 << 20;

    private final Map<String, Answer> answers = new HashMap<>();

    /** @param good the document that a healthy server would send */
    WireFaults(Supplier<byte[]> good) {
        answers.put("resets the connection", (request, client) -> reset(client));
        answers.put("hangs up without a word", (request, client) -> {});
        answers.put("is silent", (request, client) -> Thread.sleep(60_000));
        answers.put("sends a head and is silent", (request, client) -> {
            send(client, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            Thread.sleep(60_000);
        });
        answers.put("drips a byte every 20 ms", (request, client) -> drip(client, response("200 OK", good.get())));
        answers.put("drips its headers", (request, client) -> drip(client, endless("X-Header: 1\r\n")));
        answers.put("hangs up in the middle of the body", (request, client) -> half(client, good.get()));
        answers.put("resets in the middle of the body", (request, client) -> {
            half(client, good.get());
            reset(client);
        });
        answers.put("announces a byte more than it sends", (request, client) -> announcing(client, good.get(), "+1"));
        answers.put("announces a byte less than it sends", (request, client) -> announcing(client, good.get(), "-1"));
        answers.put("announces -1 bytes", (request, client) -> announcing(client, good.get(), "negative"));
        answers.put("announces no number of bytes", (request, client) -> announcing(client, good.get(), "many"));
        answers.put("sends chunks without the last one", (request, client) -> {
            send(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            chunk(client, good.get());
        });
        answers.put(
                "sends a chunk of a broken size",
                (request, client) ->
                        send(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"));
        answers.put("sends whole chunks", (request, client) -> {
            send(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            chunk(client, good.get());
            send(client, "0\r\n\r\n");
        });
        answers.put("speaks no HTTP", (request, client) -> send(client, "220 mail.example.com ESMTP\r\n"));
        answers.put("sends a status line without a status", (request, client) -> send(client, "HTTP/1.1\r\n\r\n"));
        answers.put("sends 100,000 headers", (request, client) -> headed(client, "X: 1\r\n".repeat(100_000), good));
        answers.put(
                "sends a header of 1 MiB",
                (request, client) -> headed(client, "X: " + "1".repeat(1 << 20) + "\r\n", good));
        answers.put(
                "sends more than the limit",
                (request, client) -> send(client, response("200 OK", new byte[LARGER_THAN_ANY])));
        answers.put("sends without an end", (request, client) -> {
            send(client, "HTTP/1.1 200 OK\r\n\r\n");
            flood(client);
        });
        answers.put(
                "sends a gzip bomb",
                (request, client) ->
                        send(client, response("200 OK\r\nContent-Encoding: gzip", zipped(new byte[64 << 20]))));
        answers.put(
                "sends it zipped unasked",
                (request, client) -> send(client, response("200 OK\r\nContent-Encoding: gzip", zipped(good.get()))));
        answers.put("sends nothing as a body", (request, client) -> send(client, response("200 OK", new byte[0])));
        answers.put(
                "sends a byte order mark first",
                (request, client) ->
                        send(client, response("200 OK", ("\uFEFF" + text(good)).getBytes(StandardCharsets.UTF_8))));
        answers.put(
                "sends UTF-16",
                (request, client) -> send(client, response("200 OK", text(good).getBytes(StandardCharsets.UTF_16))));
        answers.put(
                "sends Latin-1 beyond ASCII",
                (request, client) -> send(
                        client,
                        response(
                                "200 OK",
                                text(good)
                                        .replace("syncToken", "syncT\u00f6ken")
                                        .getBytes(StandardCharsets.ISO_8859_1))));
        answers.put(
                "calls it Latin-1 in its Content-Type",
                (request, client) -> send(
                        client, response("200 OK\r\nContent-Type: application/json; charset=ISO-8859-1", good.get())));
        answers.put(
                "calls it a picture in its Content-Type",
                (request, client) -> send(client, response("200 OK\r\nContent-Type: image/png", good.get())));
        answers.put(
                "sends zero bytes in it",
                (request, client) -> send(
                        client,
                        response(
                                "200 OK", text(good).replace("/24", "/24\u0000").getBytes(StandardCharsets.UTF_8))));
        answers.put(
                "sends half of it",
                (request, client) ->
                        send(client, response("200 OK", Arrays.copyOf(good.get(), good.get().length / 2))));
        answers.put(
                "sends it twice",
                (request, client) ->
                        send(client, response("200 OK", (text(good) + text(good)).getBytes(StandardCharsets.UTF_8))));
        answers.put(
                "nests 100,000 arrays",
                (request, client) ->
                        send(client, response("200 OK", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8))));
        answers.put("sends an ETag of 300 kB", (request, client) -> tagged(request, client, 300_000, good));
        answers.put("sends an ETag", (request, client) -> tagged(request, client, 10, good));
        answers.put(
                "answers 431 to an ETag",
                (request, client) -> send(
                        client,
                        request.contains("If-None-Match")
                                ? response("431 Too Large", new byte[0])
                                : response("200 OK", good.get())));
        answers.put(
                "answers 304 to an ETag and 500 to others",
                (request, client) -> send(
                        client,
                        response(request.contains("If-None-Match") ? "304 Not Modified" : "500 Error", new byte[0])));
    }

    boolean knows(String words) {
        return answers.containsKey(words);
    }

    Answer answer(String words) {
        return Objects.requireNonNull(answers.get(words), () -> "no fault of the wire: " + words);
    }

    static void send(Socket client, String text) throws IOException {
        send(client, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static void send(Socket client, byte[] bytes) throws IOException {
        client.getOutputStream().write(bytes);
    }

    private static String text(Supplier<byte[]> good) {
        return new String(good.get(), StandardCharsets.UTF_8);
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private static void half(Socket client, byte[] body) throws IOException {
        send(client, Arrays.copyOf(response("200 OK", body), body.length));
    }

    private static void announcing(Socket client, byte[] body, String length) throws IOException {
        String said =
                switch (length) {
                    case "+1" -> Integer.toString(body.length + 1);
                    case "-1" -> Integer.toString(body.length - 1);
                    case "negative" -> "-1";
                    default -> length;
                };
        send(client, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + said + "\r\n\r\n");
        send(client, body);
    }

    private static void chunk(Socket client, byte[] body) throws IOException {
        send(client, Integer.toHexString(body.length) + "\r\n");
        send(client, body);
        send(client, "\r\n");
    }

    private static void headed(Socket client, String headers, Supplier<byte[]> good) throws IOException {
        send(client, "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + good.get().length + "\r\n\r\n");
        send(client, good.get());
    }

    private static void tagged(String request, Socket client, int length, Supplier<byte[]> good) throws IOException {
        String tag = "\"" + "e".repeat(length) + "\"";
        send(
                client,
                request.contains(tag)
                        ? response("304 Not Modified", new byte[0])
                        : response("200 OK\r\nETag: " + tag, good.get()));
    }

    private static byte[] endless(String part) {
        return ("HTTP/1.1 200 OK\r\n" + part.repeat(1000)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void drip(Socket client, byte[] bytes) throws IOException, InterruptedException {
        for (byte each : bytes) {
            client.getOutputStream().write(each);
            Thread.sleep(20);
        }
    }

    private static void flood(Socket client) throws IOException {
        OutputStream to = client.getOutputStream();
        byte[] blanks = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            to.write(blanks);
        }
    }

    private static byte[] zipped(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
