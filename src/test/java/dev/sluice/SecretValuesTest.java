package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that was put where a file or an address belongs is in no message. */
class SecretValuesTest {

    private static final List<String> SECRETS = List.of(
            "glpat-s3cr3t-T0ken",
            "/s3cr3t",
            "abc/s3cr3t+def==",
            "-----BEGIN OPENSSH PRIVATE KEY-----\ns3cr3t\n-----END OPENSSH PRIVATE KEY-----",
            "a\u0000s3cr3t",
            "s3cr3t".repeat(2_000));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.git.token-file",
                "sluice.git.ssh.key-file",
                "sluice.git.ssh.known-hosts-file",
                "sluice.git.signing.key-file",
                "sluice.git.signing.passphrase-file",
                "sluice.api.token-file",
                "sluice.review.token-file",
                "sluice.review.app.private-key-file",
                "sluice.clusters.demo.flows.token-file",
                "sluice.clusters.demo.flow-metrics.token-file",
                "sluice.clusters.demo.loki.storage-directory"
            })
    void aFileOfASecret(String key) {
        for (String secret : SECRETS) {
            List<String> mistakes = configuration().with(key, secret).mistakes();

            assertThat(mistakes)
                    .noneMatch(mistake -> mistake.contains("s3cr3t"))
                    .anyMatch(mistake -> mistake.startsWith(key + ": is not the path of a fo")
                            || mistake.equals(key + ": is not the path of a file that can be read; the value is not"
                                    + " shown, since it may be the secret itself"));
        }
    }

    @Test
    void aKubeconfig() {
        assertThat(configuration()
                        .with("sluice.clusters.demo.kubeconfig-file", "a\u0000s3cr3t")
                        .mistakes())
                .contains("sluice.clusters.demo.kubeconfig-file: is not the path of a file; the value is not shown,"
                        + " since it may be a secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.git.url",
                "sluice.feeds.goog.url",
                "sluice.review.url",
                "sluice.clusters.demo.flows.url",
                "sluice.clusters.demo.flow-metrics.url"
            })
    void anAddress(String key) {
        for (String address : List.of(
                "https://user:s3cr3t@git.example/x",
                "https://s3cr3t@git.example/x",
                "htps://git.example/x?token=s3cr3t",
                "git.example/x?token=s3cr3t",
                "ftp://git.example/x#s3cr3t",
                "https://git.example/a b?token=s3cr3t")) {
            assertThat(configuration().with(key, address).mistakes())
                    .as(address)
                    .isNotEmpty()
                    .noneMatch(mistake -> mistake.contains("s3cr3t"));
        }
    }

    private static Configuration configuration() {
        return Configuration.minimal()
                .with("sluice.review.forge", "github")
                .with("sluice.clusters.demo.flows.url", "https://loki.example")
                .with("sluice.clusters.demo.flow-metrics.url", "https://thanos.example")
                .with("sluice.clusters.demo.loki.name", "loki")
                .with("sluice.clusters.demo.loki.check-storage", "true");
    }
}
