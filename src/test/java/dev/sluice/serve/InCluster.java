package dev.sluice.serve;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.sluice.feed.LocalAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A service in a cluster: one stub is the Kubernetes API that says who may call, and the Loki that keeps flows, which
 * speaks https with a certificate of the cluster's own authority.
 */
public class InCluster extends Service {

    static final String LOKI_TOKEN = "l0ki-t0ken";

    private static final String PORT = "service.cluster.port";
    private static final String HTTPS_PORT = "service.cluster.https-port";
    private static final String AUTHORITY = "service.cluster.authority";

    /** The stub, for tests to tell it what to answer. */
    static WireMock stub() {
        return new WireMock("127.0.0.1", Integer.getInteger(PORT));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        Path token = tokenFile().resolveSibling("loki-token");
        try {
            Files.writeString(token, LOKI_TOKEN + "\n");
            start(tokenFile().getParent());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        config.put("quarkus.kubernetes-client.api-server-url", "http://127.0.0.1:" + System.getProperty(PORT));
        config.put("quarkus.tls.loki.trust-store.pem.certs", System.getProperty(AUTHORITY));
        config.put("sluice.api.kubernetes.enabled", "true");
        config.put("sluice.api.kubernetes.remembered", "1s");
        config.put("sluice.clusters.demo.flows.url", "https://localhost:" + System.getProperty(HTTPS_PORT));
        config.put("sluice.clusters.demo.flows.token-file", token.toString());
        config.put("sluice.clusters.demo.flows.tls-configuration-name", "loki");
        config.put("sluice.impact.timeout", "3s");
        config.put("sluice.impact.page-size", "100");
        return config;
    }

    /** Once, since the client of the API keeps the address that it was built with; it ends with the JVM. */
    private static synchronized void start(Path folder) throws Exception {
        if (System.getProperty(PORT) != null) {
            return;
        }
        LocalAuthority authority = LocalAuthority.in(folder);
        WireMockServer server = new WireMockServer(options()
                .dynamicPort()
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .keystoreType("PKCS12")
                .keystorePath(authority.keyStore().toString())
                .keystorePassword(LocalAuthority.PASSWORD)
                .keyManagerPassword(LocalAuthority.PASSWORD));
        server.start();
        System.setProperty(AUTHORITY, authority.pem().toString());
        System.setProperty(HTTPS_PORT, Integer.toString(server.httpsPort()));
        System.setProperty(PORT, Integer.toString(server.port()));
    }
}
