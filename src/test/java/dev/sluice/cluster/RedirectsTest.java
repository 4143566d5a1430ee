package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.cluster.storage.StorageCheck;
import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.cluster.storage.StorageTarget;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that sends to another port of its host does not make a client send its credentials there. */
class RedirectsTest {

    private final List<String> credentials = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private HttpServer stranger;
    private HttpServer server;
    private volatile int status;

    @BeforeEach
    void start() throws IOException {
        stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            credentials.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        stranger.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", url(stranger) + exchange.getRequestURI());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        stranger.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void ofAKubernetesApi(int redirect) throws IOException {
        // Given
        status = redirect;
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{ name: c, cluster: { server: "%s" } }]
                users: [{ name: u, user: { token: s3cr3t } }]
                contexts: [{ name: x, context: { cluster: c, user: u } }]
                current-context: x
                """.formatted(url(server)));

        // When
        try (Access access = new Access(Config::empty, KubernetesSerialization::new, Duration.ofSeconds(10))) {
            Answer<?> answer = access.ask(Optional.of(kubeconfig), "the nodes", client -> client.nodes()
                    .list());

            // Then
            assertThat(answer.unseen()).isPresent();
            assertThat(credentials).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void ofAnObjectStorage(int redirect) throws IOException {
        // Given
        status = redirect;
        for (Map.Entry<String, String> key : Map.of(
                        "bucketnames", "flows",
                        "endpoint", url(server),
                        "access_key_id", "id",
                        "access_key_secret", "s3cr3t")
                .entrySet()) {
            Files.writeString(folder.resolve(key.getKey()), key.getValue());
        }
        StorageTarget target =
                new StorageTarget("demo", "netobserv", "loki-s3", Optional.of(folder), false, Optional.empty());

        // When
        try (Access access = new Access(Config::empty, KubernetesSerialization::new, Duration.ofSeconds(10))) {
            StorageFinding finding =
                    new StorageCheck(access, name -> Optional.empty(), Duration.ofSeconds(10)).look(target);

            // Then
            assertThat(finding.state()).isNotEqualTo(StorageFinding.StorageState.READY);
            assertThat(credentials).isEmpty();
        }
    }

    private static String url(HttpServer of) {
        return "http://127.0.0.1:" + of.getAddress().getPort();
    }
}
