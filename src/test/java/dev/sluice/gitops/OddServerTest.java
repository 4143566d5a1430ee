package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that can less than most, or something else. */
class OddServerTest {

    @TempDir
    Path folder;

    BareRepository repository;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
    }

    @Test
    void publishesToAServerThatCannotLeaveOutOlderCommits() throws Exception {
        repository.write("main", Map.of("a", "older"));
        repository.write("main", Map.of("a", "old"));
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            server.forget("shallow");

            publish(server.origin(), writing("a", "new"));
            publish(server.origin(), writing("a", "newer"));

            assertThat(repository.files("main")).containsEntry("a", "newer");
        }
    }

    @Test
    void saysThatAServerSpeaksNoHttp() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> speak(socket));
            String url = "http://127.0.0.1:" + socket.getLocalPort() + "/fleet.git";

            assertThatThrownBy(() -> publish(
                            new Origin(url, "main", new Origin.Anonymous(), BareRepository.AUTHOR),
                            writing("a", "new")))
                    .isInstanceOf(GitException.class)
                    .hasMessage("cannot read " + url
                            + ": what answers there does not speak http: check the address and the port in git.url");
        }
    }

    private static void speak(ServerSocket socket) {
        try {
            while (true) {
                try (Socket one = socket.accept()) {
                    one.getOutputStream().write("SSH-2.0-OpenSSH_9.9\r\n".getBytes(StandardCharsets.US_ASCII));
                    one.getInputStream().read();
                }
            }
        } catch (IOException e) {
            // the test is over
        }
    }
}
