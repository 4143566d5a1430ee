package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {

    private final ApiServer server = new ApiServer();
    private final Access access = server.access();

    @AfterEach
    void close() {
        access.close();
        server.close();
    }

    @Test
    void findsWhatIsThere() {
        server.put(installConfig());

        assertThat(ask(Optional.empty()).found()).map(ConfigMap::getData).hasValue(Map.of("install-config", "{}"));
        assertThat(server.calls()).containsExactly(Call.GET_INSTALL_CONFIG);
    }

    @Test
    void saysThatAnObjectIsAbsent() {
        assertThat(ask(Optional.empty())).isEqualTo(new Answer.Absent<>());
    }

    @Test
    void saysWhatARefusalNeeds() {
        server.refuse("cluster-config-v1", 403);

        assertThat(ask(Optional.empty()).unseen())
                .hasValue("install-config: not allowed (403): see that the roles of manifests/ are bound");
    }

    @Test
    void givesUpOnASilentApi() {
        server.refuse("cluster-config-v1", ApiServer.SILENCE);
        try (Access impatient = server.access(Duration.ofMillis(300))) {
            Answer<ConfigMap> answer = ask(impatient, Optional.empty());

            assertThat(answer.unseen())
                    .hasValue("install-config: the API cannot be reached or did not answer within 300 ms");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://nowhere.invalid, nowhere.invalid:443: the name cannot be resolved",
        "https://127.0.0.1:1,     127.0.0.1:1: the connection is refused"
    })
    void saysWhyThereIsNoConnection(String address, String why, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("kubeconfig"), """
                current-context: x
                contexts: [{ name: x, context: { cluster: c, user: u } }]
                clusters: [{ name: c, cluster: { server: "%s" } }]
                users: [{ name: u, user: { token: s3cr3t } }]
                """.formatted(address));

        assertThat(ask(Optional.of(file)).unseen().orElseThrow())
                .startsWith("install-config: the API cannot be reached: cannot connect to " + why
                        + "; check the server in the kubeconfig file " + file + " and ");
    }

    @Test
    void asksAnApiAgainThatWasAway() {
        server.put(installConfig());
        server.refuse("cluster-config-v1", 503);
        assertThat(ask(Optional.empty()).unseen()).hasValue("install-config: the API answered 503");

        server.relent();

        assertThat(ask(Optional.empty()).found()).isPresent();
    }

    @Test
    void readsAKubeconfigFile(@TempDir Path folder) {
        server.put(installConfig());

        assertThat(ask(Optional.of(server.kubeconfig(folder))).found()).isPresent();
    }

    @Test
    void doesNotQuoteAKubeconfigThatIsNoFile() {
        Answer<?> answer = access.ask(Optional.of(Path.of("s3cr3t-token")), "nodes", client -> client.nodes()
                .list());

        assertThat(answer.unseen().orElseThrow())
                .startsWith("nodes: the file that kubeconfig-file names cannot be read")
                .doesNotContain("s3cr3t");
    }

    @Test
    void namesAKubeconfigFileThatCannotBeRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("broken"), "token: not-to-be-told");

        assertThat(ask(Optional.of(file)).unseen().orElseThrow())
                .contains(file.toString())
                .doesNotContain("not-to-be-told");
        Path none = folder.resolve("none");
        assertThat(ask(Optional.of(none)).unseen().orElseThrow()).contains(none.toString());
    }

    @Test
    void letsNoUndeclaredCallOut() {
        int before = server.requests();

        assertThatThrownBy(() -> access.own().secrets().inNamespace("any").list())
                .hasStackTraceContaining("'GET /api/v1/namespaces/any/secrets' is not among the calls");
        assertThatThrownBy(() -> access.own()
                        .nodes()
                        .resource(new NodeBuilder()
                                .withNewMetadata()
                                .withName("n")
                                .endMetadata()
                                .build())
                        .create())
                .isInstanceOf(Exception.class);
        assertThat(server.requests()).isEqualTo(before);
    }

    private Answer<ConfigMap> ask(Optional<Path> kubeconfig) {
        return ask(access, kubeconfig);
    }

    private static Answer<ConfigMap> ask(Access access, Optional<Path> kubeconfig) {
        return access.ask(kubeconfig, "install-config", client -> client.configMaps()
                .inNamespace("kube-system")
                .withName("cluster-config-v1")
                .get());
    }

    private static ConfigMap installConfig() {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("cluster-config-v1")
                .withNamespace("kube-system")
                .endMetadata()
                .withData(Map.of("install-config", "{}"))
                .build();
    }
}
