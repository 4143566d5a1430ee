package dev.sluice.feed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers every request on loopback with the same bytes, which no proper server would send. */
final class HttpServerStub implements AutoCloseable {

    private final ServerSocket socket;
    private final byte[] answer;

    private HttpServerStub(ServerSocket socket, byte[] answer) {
        this.socket = socket;
        this.answer = answer;
    }

    /** @param answer head and body, a byte for each character */
    static HttpServerStub answering(String answer) throws IOException {
        ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        HttpServerStub stub = new HttpServerStub(socket, answer.getBytes(StandardCharsets.ISO_8859_1));
        Thread.ofVirtual().start(stub::serve);
        return stub;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getInputStream().read(new byte[65_536]);
                client.getOutputStream().write(answer);
            } catch (IOException e) {
                // the client went away, or the test is over
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
