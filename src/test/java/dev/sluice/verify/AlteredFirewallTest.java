package dev.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a checkout whose rules somebody touched. */
class AlteredFirewallTest {

    private static final String FILE = "firewall/egress-firewall-llm-demo.yaml";

    @ParameterizedTest
    @MethodSource("dev.sluice.verify.GoldenCluster#names")
    void acceptsWhatWasRendered(String name) {
        GoldenCluster cluster = GoldenCluster.of(name);

        assertThat(cluster.isGood()).isTrue();
        assertThat(cluster.check())
                .isNotEmpty()
                .allMatch(line -> line.matches(name + "/[a-z-]+: equal, decision [0-9a-f]{64}"));
    }

    @Test
    void refusesOneRuleAltered() {
        GoldenCluster cluster = GoldenCluster.of("lab").edit(FILE, text -> text.replace("8.8.4.0/24", "8.8.4.0/25"));

        assertDiffers(cluster, "lab/llm-demo: differs, first at 8.8.4.128: meant is 'Deny', written is 'Allow'");
    }

    @Test
    void refusesOneRuleMissing() {
        GoldenCluster cluster = rules("lab", rules -> rules.removeIf(rule -> rule.contains("142.250.0.0/15")));

        assertDiffers(cluster, "lab/llm-demo: differs, first at 142.250.0.0: meant is 'Deny', written is 'Allow'");
    }

    @Test
    void refusesOneRuleTooMany() {
        GoldenCluster cluster = rules("lab", rules -> rules.add(3, rules.get(3).replace("8.8.4.0/24", "9.9.9.9/32")));

        assertDiffers(cluster, "lab/llm-demo: differs, first at 9.9.9.9: meant is 'Allow', written is 'Deny'");
    }

    @Test
    void refusesAnOrderThatChangesAVerdict() {
        GoldenCluster cluster = rules("lab", rules -> rules.addFirst(rules.removeLast()));

        assertDiffers(cluster, "lab/llm-demo: differs, first at 8.8.4.0: meant is 'Deny', written is 'Allow'");
    }

    @Test
    void acceptsAnOrderWithoutEffect() {
        GoldenCluster cluster = rules("lab", rules -> rules.addFirst(rules.remove(4)));

        assertThat(cluster.check()).isEqualTo(GoldenCluster.of("lab").check());
    }

    @Test
    void acceptsAnotherSplit() {
        GoldenCluster cluster = rules("lab", rules -> {
            String whole = rules.remove(3);
            rules.add(5, whole.replace("8.8.4.0/24", "8.8.4.128/25"));
            rules.add(3, whole.replace("8.8.4.0/24", "8.8.4.0/25"));
        });

        assertThat(cluster.check()).isEqualTo(GoldenCluster.of("lab").check());
    }

    @Test
    void acceptsRulesWithoutEffect() {
        GoldenCluster cluster = rules("lab", List::removeLast);

        assertThat(cluster.check()).isEqualTo(GoldenCluster.of("lab").check());
    }

    @Test
    void looksNeitherAtCommentsNorAtBytes() {
        // Given
        GoldenCluster cluster = GoldenCluster.of("lab");
        String text = cluster.text(FILE);

        // When
        cluster.without(FILE)
                .with(
                        "unheard-of.yml",
                        text.replace("# Written by Sluice", "# Edited").replace("type: Deny", "\"type\":   'Deny'"));

        // Then
        assertThat(cluster.check()).isEqualTo(GoldenCluster.of("lab").check());
    }

    @Test
    void isNotTakenInByAComment() {
        GoldenCluster cluster = GoldenCluster.of("lab")
                .edit(FILE, text -> text.replace("cidrSelector: 8.8.8.0/24", "cidrSelector: 8.8.8.0/25 #8.8.8.0/24"));

        assertDiffers(cluster, "lab/llm-demo: differs, first at 8.8.8.128: meant is 'Deny', written is 'Allow'");
    }

    @ParameterizedTest
    @CsvSource({
        "port: 53, port: 54, 8.8.8.0",
        "protocol: UDP, protocol: SCTP, 8.8.8.0",
        "dnsName: '*.example.org', dnsName: '*.example.com', 0.0.0.0",
        "dnsName: www.example.com, dnsName: example.com, 0.0.0.0",
        "port: 9, port: 10, 2001:db8::",
        "rack: '08', rack: '09', 0.0.0.0"
    })
    void refusesARuleByPortNameOrNodeThatIsAltered(String good, String bad, String first) {
        GoldenCluster cluster =
                GoldenCluster.of("dual-stack").edit(FILE, text -> text.replace(good + "\n", bad + "\n"));

        assertThat(cluster.isGood()).isFalse();
        assertThat(cluster.check())
                .singleElement()
                .asString()
                .startsWith("dual-stack/llm-demo: differs, first at " + first + ": meant is");
    }

    @ParameterizedTest
    @CsvSource({"port: 53, 8.8.8.0", "*.example.org, 0.0.0.0", "port: 9, 2001:db8::", "spare, 0.0.0.0"})
    void refusesARuleByPortNameOrNodeThatIsMissing(String part, String first) {
        GoldenCluster cluster = rules("dual-stack", rules -> rules.removeIf(rule -> rule.contains(part)));

        assertThat(cluster.check()).singleElement().asString().contains(": differs, first at " + first + ": ");
    }

    @Test
    void refusesARuleThatIsMovedBeforeANameThatMayOpenIt() {
        GoldenCluster cluster = rules("dual-stack", rules -> rules.add(8, rules.remove(10)));

        assertDiffers(
                cluster,
                "dual-stack/llm-demo: differs, first at 8.8.4.0: "
                        + "meant is 'Allow dns *.example.org; Deny dns www.example.com TCP/80; Deny', written is 'Deny'");
    }

    @Test
    void acceptsARuleByPortThatMovesWithoutEffect() {
        GoldenCluster cluster = rules("dual-stack", rules -> rules.add(2, rules.remove(7)));

        assertThat(cluster.isGood()).isTrue();
    }

    @Test
    void refusesADenyOfOneFamilyAlone() {
        GoldenCluster cluster = rules("dual-stack", List::removeLast);

        assertThat(cluster.check()).singleElement().asString().contains(": differs, first at ::: meant is");
    }

    /** The cluster with other rules; each is the lines of one. */
    private static GoldenCluster rules(String name, Consumer<List<String>> change) {
        return GoldenCluster.of(name).edit(FILE, text -> {
            List<String> parts = new ArrayList<>(List.of(text.split("(?m)^(?=    - type)")));
            String head = parts.removeFirst();
            change.accept(parts);
            return head + String.join("", parts);
        });
    }

    private static void assertDiffers(GoldenCluster cluster, String line) {
        assertThat(cluster.check()).containsExactly(line);
        assertThat(cluster.isGood()).isFalse();
    }
}
