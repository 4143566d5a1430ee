package dev.sluice.sync.http;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A service in a cluster: one stub is the Kubernetes API that says who may call, and the Loki that keeps flows. */
public class InCluster extends Service {

    static final String LOKI_TOKEN = "l0ki-t0ken";

    private static final String PORT = "service.cluster.port";

    /** The stub, for tests to tell it what to answer. */
    static WireMock stub() {
        return new WireMock("127.0.0.1", port());
    }

    /** Started once, since the client of the API keeps the address that it was built with, and ends with the JVM. */
    private static synchronized int port() {
        if (System.getProperty(PORT) == null) {
            WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
            server.start();
            System.setProperty(PORT, Integer.toString(server.port()));
        }
        return Integer.getInteger(PORT);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        String server = "http://127.0.0.1:" + port();
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        Path token = tokenFile().resolveSibling("loki-token");
        try {
            Files.writeString(token, LOKI_TOKEN + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        config.put("quarkus.kubernetes-client.api-server-url", server);
        config.put("sluice.api.kubernetes.enabled", "true");
        config.put("sluice.api.kubernetes.remembered", "1s");
        config.put("sluice.clusters.demo.flows.url", server);
        config.put("sluice.clusters.demo.flows.token-file", token.toString());
        config.put("sluice.impact.timeout", "3s");
        config.put("sluice.impact.page-size", "100");
        return config;
    }
}
