package dev.sluice.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP server on loopback that puts bytes of any kind on the wire; every answer is the last of its connection. */
final class FeedServer implements AutoCloseable {

    /** What happens to a connection once its request is there. */
    interface Answer {

        /** @param request its head, with the names of headers as they came */
        void to(String request, Socket client) throws IOException, InterruptedException;
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *([0-9]{1,9})");

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile Answer others =
            (request, client) -> client.getOutputStream().write(response("404 Not Found", new byte[0]));

    FeedServer() throws IOException {
        threads.submit(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** From now on requests for a path, whatever their query, are answered so. */
    void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** From now on requests for any other path are answered so. */
    void answerOthers(Answer answer) {
        others = answer;
    }

    /** A whole answer. */
    static byte[] response(String head, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("HTTP/1.1 " + head + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private Void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            threads.submit(() -> serve(client));
        }
    }

    private Void serve(Socket client) throws InterruptedException {
        try (client) {
            InputStream from = new BufferedInputStream(client.getInputStream());
            String request = head(from);
            from.readNBytes(length(request)); // a connection that is closed before is reset
            String path = request.replaceFirst("(?s)^\\S+ ([^ ?]*).*", "$1");
            answers.getOrDefault(path, others).to(request, client);
            if (!client.isClosed()) {
                client.shutdownOutput();
            }
        } catch (IOException e) {
            // the client hung up: that is its right
        }
        return null;
    }

    private static int length(String request) {
        Matcher length = LENGTH.matcher(request);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    private static String head(InputStream from) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int read = from.read(); read >= 0; read = from.read()) {
            head.append((char) read);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }
}
