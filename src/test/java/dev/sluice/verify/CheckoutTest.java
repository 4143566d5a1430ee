package dev.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {

    @TempDir
    Path checkout;

    @Test
    void findsClustersWhereverTheyAre() {
        // Given
        GoldenCluster.of("minimal").write(checkout.resolve("clusters/west"));
        GoldenCluster.of("lab").write(checkout.resolve("clusters/east"));
        GoldenCluster.of("shared-egress-ip").write(checkout.resolve("deep/down/here"));

        // When
        List<String> lines = check(checkout);

        // Then
        assertThat(lines)
                .extracting(line -> line.replaceFirst(": .*", ""))
                .containsExactly("east/llm-demo", "west/llm-demo", "here/team-a", "here/team-b");
        assertThat(Checkout.check(checkout)).allMatch(CheckResult::isGood);
    }

    @Test
    void takesACheckoutThatIsAClustersFolder() {
        Path folder = GoldenCluster.of("minimal").write(checkout.resolve("demo"));

        assertThat(check(folder)).singleElement().asString().startsWith("demo/llm-demo: equal");
    }

    @Test
    void tellsClustersOfOneNameApart() {
        GoldenCluster.of("minimal").write(checkout.resolve("new/demo"));
        GoldenCluster.of("minimal")
                .without("firewall/egress-firewall-llm-demo.yaml")
                .write(checkout.resolve("old/demo"));

        assertThat(check(checkout))
                .extracting(line -> line.replaceFirst(" .*", ""))
                .containsExactly("new/demo/llm-demo:", "old/demo/llm-demo:");
    }

    @Test
    void readsTheEarlierLayoutAlike() {
        // Given
        GoldenCluster minimal = GoldenCluster.of("minimal");
        List<String> now = check(minimal.write(checkout.resolve("now/demo")));
        String firewall = minimal.text("firewall/egress-firewall-llm-demo.yaml");

        // When
        minimal.without("firewall/egress-firewall-llm-demo.yaml")
                .with("egress-firewall-llm-demo.yaml", firewall)
                .write(checkout.resolve("earlier/demo"));

        // Then
        assertThat(now).singleElement().asString().startsWith("demo/llm-demo: equal");
        assertThat(check(checkout.resolve("earlier"))).isEqualTo(now);
    }

    @Test
    void countsAFirewallInASubfolder() {
        // Given
        GoldenCluster minimal = GoldenCluster.of("minimal");
        String firewall = minimal.text("firewall/egress-firewall-llm-demo.yaml");

        // When
        minimal.with("extra/more.yaml", firewall).write(checkout.resolve("demo"));

        // Then
        assertThat(check(checkout))
                .containsExactly("demo/llm-demo: more than one firewall is written, in"
                        + " [extra/more.yaml, firewall/egress-firewall-llm-demo.yaml]");
    }

    @Test
    void leavesAClusterInAClustersFolderToItself() {
        GoldenCluster.of("minimal").write(checkout.resolve("outer"));
        GoldenCluster.of("lab").write(checkout.resolve("outer/inner"));

        assertThat(Checkout.check(checkout)).hasSize(2).allMatch(CheckResult::isGood);
    }

    @Test
    void overlooksNoClusterThatLostItsMarker() {
        GoldenCluster.of("minimal").without(".sluice/sources.txt").write(checkout.resolve("demo"));

        assertThat(check(checkout)).hasSize(2).first().isEqualTo("demo: .sluice/sources.txt is missing");
    }

    @Test
    void refusesACheckoutWithoutACluster() throws IOException {
        Files.writeString(
                Files.createDirectories(checkout.resolve("clusters")).resolve("a.yaml"), "kind: EgressFirewall");

        assertThat(check(checkout)).containsExactly(checkout + ": no cluster: nothing in it holds .sluice/sources.txt");
        assertThat(Checkout.check(checkout)).noneMatch(CheckResult::isGood);
    }

    @Test
    void namesAFileThatIsNotText() throws IOException {
        // Given
        Path folder = GoldenCluster.of("minimal").write(checkout.resolve("demo"));
        Files.write(folder.resolve("strange.yaml"), "kind: Gerät\n".getBytes(StandardCharsets.ISO_8859_1));

        // When
        List<String> lines = check(checkout);

        // Then
        assertThat(lines).hasSize(2).first().asString().startsWith("demo: strange.yaml cannot be read: ");
    }

    private static List<String> check(Path directory) {
        return Checkout.check(directory).stream().map(CheckResult::line).toList();
    }
}
