package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.cluster.networks.DetectionTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that the CRD takes and OVN-Kubernetes does not. */
class DnsNameReaderTest {

    private static final String DEMO = "sluice.clusters.demo";
    private static final String BEFORE = DEMO + ".egress-firewalls[0].before";
    private static final String NEVER =
            ": OVN-Kubernetes never resolves it, and refuses the whole firewall where the feature"
                    + " gate DNSNameResolver is on; write a full name of labels of 1 to 63 letters, digits and inner hyphens";
    private static final String LONG = "a".repeat(64);

    @Test
    void refusesAWildcard() {
        assertThat(rules("*.example.com").mistakes())
                .containsExactly(BEFORE + "[0].dns: '*.example.com' is a wildcard: OVN-Kubernetes refuses the whole"
                        + " firewall unless the feature gate DNSNameResolver is on; name the hosts, or set"
                        + " sluice.clusters.demo.dns-name-resolver: true where it is on");
    }

    @Test
    void refusesAWildcardThatIsSaidNotToWork() {
        Configuration detected = rules("*.example.com")
                .with(DEMO + ".networks.detect", "true")
                .with(DEMO + ".dns-name-resolver", "false");

        assertThat(detected.mistakes()).singleElement().asString().contains("'*.example.com' is a wildcard");
    }

    @Test
    void takesAWildcardWhereItWorks() {
        assertThat(rules("*.example.com")
                        .with(DEMO + ".dns-name-resolver", "true")
                        .mistakes())
                .isEmpty();
    }

    @Test
    void asksTheClusterWhereItCanBeAsked() {
        Configuration detected = rules("*.example.com").with(DEMO + ".networks.detect", "true");

        assertThat(detected.settings()
                        .detection()
                        .getOrDefault("demo", DetectionTerms.DEFAULT)
                        .wildcards())
                .isTrue();
        assertThat(detected.with(DEMO + ".dns-name-resolver", "true")
                        .settings()
                        .detection()
                        .getOrDefault("demo", DetectionTerms.DEFAULT)
                        .wildcards())
                .isFalse();
        assertThat(rules("www.example.com")
                        .with(DEMO + ".networks.detect", "true")
                        .settings()
                        .detection()
                        .getOrDefault("demo", DetectionTerms.DEFAULT))
                .isEqualTo(DetectionTerms.DEFAULT);
    }

    @Test
    void listsEveryNameWithItsReason() {
        assertThat(rules("registry", "-bad.example.com", LONG + ".example.com", "a..b.example.com")
                        .mistakes())
                .containsExactly(
                        BEFORE + "[0].dns: 'registry' has one label alone" + NEVER,
                        BEFORE + "[1].dns: '-bad.example.com' has the ill-formed label '-bad'" + NEVER,
                        BEFORE + "[2].dns: '" + LONG + ".example.com' has the ill-formed label '" + LONG + "'" + NEVER,
                        BEFORE + "[3].dns: 'a..b.example.com' is not a DNS name: no cluster takes it");
    }

    @ParameterizedTest
    @CsvSource({
        "registry., has one label alone",
        "*.com, has one label alone",
        "bad-.example.com, has the ill-formed label 'bad-'",
        "example.-com, has the ill-formed label '-com'"
    })
    void refusesIllFormedNamesWhateverTheClusterCan(String name, String flaw) {
        assertThat(rules(name).with(DEMO + ".dns-name-resolver", "true").mistakes())
                .containsExactly(BEFORE + "[0].dns: '" + name + "' " + flaw + NEVER);
    }

    @Test
    void refusesANameThatIsTooLong() {
        String name = "a.".repeat(126) + "ab";

        assertThat(rules(name).mistakes())
                .containsExactly(BEFORE + "[0].dns: '" + name + "' is longer than 253 characters" + NEVER);
        assertThat(rules(name.substring(2)).mistakes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "EXAMPLE.com.", "xn--bcher-kva.example", "1.example.com", "a-b.c--d.example"})
    void takesFullNames(String name) {
        assertThat(rules(name).mistakes()).isEmpty();
    }

    @Test
    void looksAtLastRulesToo() {
        assertThat(Configuration.minimal().and("""
                        sluice:
                          clusters:
                            demo:
                              egress-firewalls: [{ namespace: llm-demo, after: [{ type: Deny, dns: "*.example.com" }] }]
                        """).mistakes())
                .singleElement()
                .asString()
                .startsWith(DEMO + ".egress-firewalls[0].after[0].dns: '*.example.com' is a wildcard");
    }

    private static Configuration rules(String... names) {
        StringBuilder rules = new StringBuilder();
        for (String name : names) {
            rules.append("        - { type: Allow, dns: \"").append(name).append("\" }\n");
        }
        return Configuration.minimal()
                .and("sluice:\n  clusters:\n    demo:\n      egress-firewalls:\n      - namespace: llm-demo\n"
                        + "        before:\n" + rules);
    }
}
