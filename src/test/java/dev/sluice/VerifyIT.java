package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of a checkout as reviewers use it: the packaged program beside what another run of it published. */
class VerifyIT {

    private static final String CLUSTERS = """
              clusters:
                demo:
                  networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                  egress-firewalls:
                    - namespace: llm-demo
                    - namespace: strict
                      otherwise: deny
                      before:
                        - { type: Allow, cidr: 142.250.0.0/15, ports: [{ protocol: TCP, port: 443 }] }
                        - { type: Allow, dns: www.example.com }
                      after:
                        - { type: Allow, nodes: { role: edge } }
                        - { type: Allow, cidr: 34.0.0.0/8 }
                second:
                  networks: { machine: 198.51.100.0/24, service: 172.30.0.0/16, pod: 10.128.0.0/14 }
                  egress-firewalls: [{ namespace: llm-demo }]
            """;

    @TempDir
    Path folder;

    private Path checkout;
    private BareRepository repository;
    private OneShot sluice;

    @BeforeEach
    void configure() throws IOException {
        checkout = folder.resolve("checkout");
        repository = BareRepository.create(folder.resolve("fleet.git"));
        Feeds feeds = new Feeds(folder).publish(1_767_225_600_000L, Feeds.GOOG, Feeds.CLOUD);
        sluice = new OneShot(folder)
                .configured("sluice:\n" + feeds.yaml() + CLUSTERS + "  git:\n    url: \"" + repository.url() + "\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exact", "prefix-filter"})
    void certifiesWhatWasPublished(String strategy) throws Exception {
        // Given
        publish(sluice.with("sluice.block.strategy", strategy).with("sluice.block.exempt", "8.8.8.8/32"));

        // When
        OneShot.Result result = new OneShot(folder).configured("sluice: [").run("--verify", "checkout");

        // Then
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .hasSize(3)
                .allMatch(line ->
                        line.matches("(demo/llm-demo|demo/strict|second/llm-demo): equal, decision [0-9a-f]{64}"));
    }

    @Test
    void namesWhatSomebodyAltered() throws Exception {
        // Given
        publish(sluice);
        Path file = checkout.resolve("clusters/second/firewall/egress-firewall-llm-demo.yaml");
        Files.writeString(file, Files.readString(file).replace("8.8.4.0/24", "8.8.4.0/25"));

        // When
        OneShot.Result result = sluice.run("--verify", "checkout");

        // Then
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains("demo/llm-demo: equal")
                .endsWith("second/llm-demo: differs, first at 8.8.4.128: meant is 'Deny', written is 'Allow'\n");
    }

    @Test
    void failsWhereThereIsNothingToCheck() throws Exception {
        Files.createDirectory(checkout);

        assertThat(sluice.run("--verify", "checkout").exit()).isEqualTo(1);
    }

    @Test
    void refusesWrongUsage() throws Exception {
        assertThat(sluice.run("--verify").exit()).isEqualTo(2);
        assertThat(sluice.run("--verify", "nowhere").exit()).isEqualTo(2);
        assertThat(sluice.run("--verify", ".", "--once").exit()).isEqualTo(2);
    }

    /** Publishes into the repository, and lays its files out as a clone would. */
    private void publish(OneShot run) throws Exception {
        OneShot.Result result = run.run("--once");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        for (Map.Entry<String, String> file : repository.files("main").entrySet()) {
            Path path = checkout.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
