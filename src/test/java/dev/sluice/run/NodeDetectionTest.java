package dev.sluice.run;

import static dev.sluice.run.DetectionLab.KEY;
import static dev.sluice.run.DetectionLab.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.NetworkObjects;
import dev.sluice.verify.CheckResult;
import dev.sluice.verify.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detected nodes are allowed by their label, or by their addresses where the user asks. */
class NodeDetectionTest {

    private DetectionLab lab;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        lab = new DetectionLab(folder);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void publishesTheAddressesOfNodesWhereTheUserAsks() {
        NetworkObjects.put(lab.server);
        RunResult run = lab.run(lab.byAddresses());

        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.published())
                .containsExactly(
                        "machine 192.168.99.0/24",
                        "service 172.22.0.0/16",
                        "pod 10.132.0.0/14",
                        "node 192.168.7.9/32",
                        "join 100.64.0.0/16",
                        "transit 100.88.0.0/16");
        assertThat(lab.firewall()).contains("cidrSelector: 192.168.7.9/32").doesNotContain("nodeSelector");
    }

    @Test
    void changesNothingForANewNode() {
        NetworkObjects.put(lab.server);
        lab.run(lab.detecting(NONE));
        lab.server.put(NetworkObjects.node("edge-02", "[\"192.168.7.10/24\",\"10.88.0.1/16\"]"));

        assertThat(lab.run(lab.detecting(NONE)).outcome()).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void labelsEveryNodeWhereTheUserAsksAndKeepsThemWhereItCannotBeSeen() {
        // Given
        NetworkObjects.put(lab.server);
        lab.server.put(NetworkObjects.node("edge-02", "[]"));
        lab.run(lab.onEveryNode());
        List<String> labelled = nodes();
        assertThat(labelled)
                .contains("clusters/demo/firewall/node-edge-02.yaml")
                .hasSizeGreaterThan(1);

        // When
        lab.server.refuse("/", 503);
        RunResult blind = lab.run(lab.onEveryNode());

        // Then
        assertThat(nodes()).isEqualTo(labelled);
        assertThat(blind.outcome()).isInstanceOf(Outcome.Unchanged.class);
    }

    private List<String> nodes() {
        return lab.files().keySet().stream()
                .filter(path -> path.contains("/node-"))
                .toList();
    }

    @Test
    void takesTheLabelInPlaceOfAddressesThatArePublished() {
        // Given
        NetworkObjects.put(lab.server);
        lab.run(lab.byAddresses());
        lab.server.refuse("/", 503);

        // When
        Outcome outcome = lab.run(lab.detecting(NONE)).outcome();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.published())
                .startsWith("nodes kubernetes.io/os=linux", "machine 192.168.99.0/24")
                .doesNotContain("node 192.168.7.9/32")
                .hasSize(6);
    }

    @Test
    void isCertifiedByWhatItPublishes(@TempDir Path folder) throws IOException {
        NetworkObjects.put(lab.server);
        lab.run(lab.detecting(NONE));
        for (Map.Entry<String, String> file : lab.files().entrySet()) {
            Path path = folder.resolve("checkout").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        assertThat(Checkout.check(folder.resolve("checkout"))).singleElement().matches(CheckResult::isGood);
    }

    @Test
    void keepsNodesThatTheClusterSuddenlyTellsNothingOf() {
        // Given
        NetworkObjects.put(lab.server);
        lab.run(lab.byAddresses());
        lab.server.put(NetworkObjects.node("master-01", "[]"));
        lab.server.put(NetworkObjects.node("edge-01", "[]"));

        // When
        RunResult run = lab.run(lab.byAddresses());

        // Then
        assertThat(run.outcome()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(run.warnings())
                .containsExactly(
                        KEY + ": node cannot be detected: the cluster tells of none any more; what is published"
                                + " holds");
    }

    @Test
    void letsANodeGoThatIsGone() {
        NetworkObjects.put(lab.server);
        lab.run(lab.byAddresses());
        lab.server.put(NetworkObjects.node("edge-01", "[\"192.168.99.31/24\"]"));

        assertThat(lab.run(lab.byAddresses()).outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.published()).doesNotContain("node 192.168.7.9/32");
    }
}
