package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the packaged program says of a configuration that it takes, and of one that it refuses. */
class ConfigurationIT extends OneShotScene {

    @Test
    void listsAllMistakesOfAConfigurationAtOnce() throws Exception {
        // When
        OneShot.Result result = sluice.with("sluice.block.strategy", "fuzzy")
                .with("sluice.block.exclude", "azure")
                .with("sluice.clusters.demo.networks.pod", "10.132.0.1/14")
                .with("sluice.blok.include", "goog")
                .run("--once");

        // Then
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("sluice.block.strategy: 'fuzzy'")
                .contains("sluice.block.exclude: 'azure'")
                .contains("sluice.clusters.demo.networks.pod: '10.132.0.1/14' has host bits set")
                .contains("sluice.blok.include: is not a key");
    }

    @Test
    void refusesAFileThatDoesNotSayWhatItMeans() throws Exception {
        // Given
        String wrong = """
                sluce: { block: { families: both } }
                sluice:
                  block: { families: "${NOWHERE}" }
                  git: { url: "file:///nowhere.git", mode: }
                  git: { url: "file:///nowhere.git" }
                """;

        // When
        OneShot.Result result = sluice.configured(wrong)
                .withVariable("SLUICE_BLOCK_STRATGY", "exact")
                .run("--once");

        // Then
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "sluice.git: is there twice, and only one of the two would count: config/application.yaml:4 and"
                                + " config/application.yaml:5")
                .contains("sluce: is not a key that Sluice knows; did you mean sluice? (config/application.yaml:1)")
                .contains("sluice.block.families: '${NOWHERE}' has no value")
                .contains(
                        "SLUICE_BLOCK_STRATGY: is a variable that sets no key of Sluice; did you mean SLUICE_BLOCK_STRATEGY?");
    }

    @Test
    void takesANamespaceNamedNoBesideServiceLinks() throws Exception {
        // Given
        sluice.configured(config(repository.url()).replace("namespace: llm-demo", "namespace: no"))
                .withVariable("SLUICE_SERVICE_HOST", "172.22.0.1")
                .withVariable("SLUICE_PORT", "tcp://172.22.0.1:8080")
                .withVariable("SLUICE_PORT_8080_TCP_ADDR", "172.22.0.1");

        // When
        OneShot.Result result = sluice.run("--once", "--dry-run");

        // Then
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("namespace: 'no'").contains("demo/no: 12 rules");
        assertThat(result.err()).doesNotContain("SLUICE_");
    }

    @Test
    void refusesWrongUsage() throws Exception {
        assertThat(sluice.run("--onse").exit()).isEqualTo(2);
        assertThat(sluice.run("--dry-run").exit()).isEqualTo(2);
    }

    @Test
    void refusesAConfigurationThatIsNotYaml() throws Exception {
        assertThat(sluice.configured("sluice: [a: {").run("--once").exit()).isEqualTo(2);
    }

    @Test
    void refusesAConfigurationFileThatIsNotThere() throws Exception {
        // When
        OneShot.Result result =
                sluice.with("smallrye.config.locations", "nowhere.yaml").run("--once");

        // Then
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("nowhere.yaml");
    }

    @Test
    void saysWhereItLookedForAConfigurationAndWhatToDoNext() throws Exception {
        // Given
        Files.delete(folder.resolve("config").resolve("application.yaml"));

        // When
        OneShot.Result result = sluice.run("run");

        // Then
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("sluice.git.url: is missing")
                .contains("config/application.yaml, .yml or .properties: not there")
                .contains("SMALLRYE_CONFIG_LOCATIONS: not set")
                .contains("Next: ");
    }

    @Test
    void takesItsConfigurationFromANamedFile() throws Exception {
        // Given
        Path named = Files.writeString(folder.resolve("named.yaml"), config(repository.url()));
        Files.delete(folder.resolve("config").resolve("application.yaml"));

        // When
        OneShot.Result result =
                sluice.with("smallrye.config.locations", named.toString()).run("--once");

        // Then
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(repository.log("main")).hasSize(1);
    }

    @Test
    void takesTheLabsVariables() throws Exception {
        // When
        OneShot.Result result = sluice.configured("sluice:\n" + feeds.yaml())
                .withVariable("TARGET_NAMESPACE", "llm-demo")
                .withVariable("MACHINE_NETWORK", "192.168.99.0/24")
                .withVariable("SERVICE_NETWORK", "172.22.0.0/16")
                .withVariable("CLUSTER_NETWORK", "10.132.0.0/14")
                .withVariable("SLUICE_GIT_URL", repository.url())
                .run("--once");

        // Then
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(repository.files("main")).containsKey("clusters/default/firewall/egress-firewall-llm-demo.yaml");
    }
}
