package dev.sluice;

import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.GitHttpServer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A packaged program on feeds in files, that pushes to a Git server which wants a name and a token. */
public class Packaged implements QuarkusTestProfile {

    static final String API_TOKEN = "s3cr3t-api-t0ken";

    private static int managementPort;
    private static GitHttpServer server;
    private static BareRepository repository;

    static BareRepository repository() {
        return repository;
    }

    static GitHttpServer server() {
        return server;
    }

    /** Where probes and metrics are served. */
    static String management() {
        return "http://localhost:" + managementPort;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "packaged")), "test-")
                    .toAbsolutePath();
            repository = BareRepository.create(folder.resolve("fleet.git"));
            server = GitHttpServer.start(repository);
            new Feeds(folder).publish(System.currentTimeMillis(), Feeds.GOOG, Feeds.CLOUD);
            Path gitToken = Files.writeString(folder.resolve("git-token"), GitHttpServer.TOKEN);
            Path apiToken = Files.writeString(folder.resolve("api-token"), API_TOKEN);
            managementPort = freePort(); // Quarkus's tests find out the other port by themselves, but not this one
            Map<String, String> config = new HashMap<>(Map.of(
                    "quarkus.http.port",
                    "0",
                    "quarkus.management.port",
                    Integer.toString(managementPort),
                    "sluice.schedule",
                    "off",
                    "sluice.git.url",
                    server.url(),
                    "sluice.git.username",
                    GitHttpServer.USERNAME,
                    "sluice.git.token-file",
                    gitToken.toString(),
                    "sluice.api.token-file",
                    apiToken.toString(),
                    "sluice.clusters.demo.networks.machine",
                    "192.168.99.0/24",
                    "sluice.clusters.demo.networks.service",
                    "172.22.0.0/16",
                    "sluice.clusters.demo.networks.pod",
                    "10.132.0.0/14"));
            config.put("sluice.clusters.demo.egress-firewalls[0].namespace", "llm-demo");
            for (String feed : List.of("goog", "cloud")) {
                config.put(
                        "sluice.feeds." + feed + ".url",
                        folder.resolve(feed + ".json").toUri().toString());
            }
            return config;
        } catch (Exception e) {
            throw new IllegalStateException("cannot set the stage", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
