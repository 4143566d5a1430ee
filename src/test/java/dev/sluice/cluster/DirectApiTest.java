package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectApiTest {

    @TempDir
    Path folder;

    @Test
    void goesThroughNoProxyOfTheEnvironment() throws IOException {
        Files.writeString(folder.resolve("kubeconfig"), """
                current-context: x
                contexts: [{ name: x, context: { cluster: c, user: u } }]
                clusters: [{ name: c, cluster: { server: "https://api.example:6443" } }]
                users: [{ name: u, user: { token: t } }]
                """);
        System.setProperty("https.proxy", "http://proxy.example:3128"); // which the client reads as HTTPS_PROXY
        try {
            Config found = Kubeconfig.read(folder.resolve("kubeconfig")).config();
            Config own = DirectApi.of(Config.autoConfigure(null));

            assertThat(Config.autoConfigure(null).getHttpsProxy()).isEqualTo("http://proxy.example:3128");
            assertThat(found.getHttpsProxy()).isNull();
            assertThat(own.getHttpsProxy()).isNull();
        } finally {
            System.clearProperty("https.proxy");
        }
    }
}
