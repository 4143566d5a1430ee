package dev.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterCheckTest {

    private static final String FIREWALL = "firewall/egress-firewall-llm-demo.yaml";
    private static final String POLICY = ".sluice/policy.txt";

    private final GoldenCluster minimal = GoldenCluster.of("minimal");

    @Test
    void refusesAFirewallThatNobodyMeant() {
        minimal.with("other.yaml", minimal.text(FIREWALL).replace("namespace: llm-demo", "namespace: other"));

        assertThat(minimal.check())
                .hasSize(2)
                .contains(
                        "minimal/other: the policy names no such namespace, but a firewall is written in [other.yaml]");
        assertThat(minimal.isGood()).isFalse();
    }

    @Test
    void refusesANamespaceWithoutAFirewall() {
        minimal.without(FIREWALL);

        assertThat(minimal.check())
                .containsExactly("minimal/llm-demo: the policy names this namespace, but no firewall is written");
        assertThat(minimal.isGood()).isFalse();
    }

    @Test
    void refusesTwoFirewallsForANamespaceThoughTheySayTheSame() {
        minimal.with("again.json", "# JSON is YAML\n---\nkind: Namespace\n---\n" + minimal.text(FIREWALL));

        assertThat(minimal.check())
                .containsExactly(
                        "minimal/llm-demo: more than one firewall is written, in [again.json, " + FIREWALL + "]");
        assertThat(minimal.isGood()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "firewall.yaml.bak", "README.md"})
    void looksAtManifestsAlone(String file) {
        minimal.with(file, minimal.text(FIREWALL));

        assertThat(minimal.isGood()).isTrue();
    }

    @Test
    void looksAtFirewallsAlone() {
        minimal.with("foreign.yaml", "- op: add\n").with("also.yml", "kind: ConfigMap\n---\nkind: Secret\n");

        assertThat(minimal.isGood()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "cidrSelector: 8.8.4.0/24, cidrSelector: 8.8.4.1/24, spec.egress[3]: '8.8.4.1/24' has host bits set",
        "'type: Deny', 'type: Drop', spec.egress[3]: 'Drop' is neither Allow nor Deny",
        "'spec:', 'spec: [', not a YAML document: ",
        "'name: default', 'name: other', 'name is ''other'', not ''default'''"
    })
    void namesAFileThatItCannotRead(String good, String bad, String why) {
        minimal.edit(FIREWALL, text -> text.replaceFirst(good, bad));

        assertThat(minimal.check())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("minimal: " + FIREWALL + " cannot be read: " + why);
        assertThat(minimal.isGood()).isFalse();
    }

    @Test
    void namesAForeignManifestThatItCannotRead() {
        minimal.with("chart.yaml", "kind: {{ .Values.kind }}\n");

        assertThat(minimal.check()).hasSize(2).first().asString().startsWith("minimal: chart.yaml cannot be read: ");
        assertThat(minimal.isGood()).isFalse();
    }

    @Test
    void namesALineOfThePolicyThatItCannotRead() {
        minimal.edit(POLICY, text -> text.replace("strategy exact", "strategy fuzzy"));

        assertThat(minimal.check())
                .containsExactly("minimal: .sluice/policy.txt: line 4: cannot read 'strategy fuzzy'");
        assertThat(minimal.isGood()).isFalse();
    }

    @Test
    void namesAListThatIsMissing() {
        minimal.without(".sluice/goog.txt");

        assertThat(minimal.check()).containsExactly("minimal: .sluice/goog.txt is missing");
        assertThat(minimal.isGood()).isFalse();
    }

    @Test
    void noticesAListThatSaysSomethingElse() {
        minimal.edit(".sluice/goog.txt", text -> text + "9.9.9.0/24\n");

        assertThat(minimal.check())
                .containsExactly("minimal/llm-demo: differs, first at 9.9.9.0: meant is 'Deny', written is 'Allow'");
    }

    @Test
    void saysSoWhereNoFirewallIsMeant() {
        minimal.without(FIREWALL).edit(POLICY, text -> text.replaceAll("(?m)^firewall.*\n", ""));

        assertThat(minimal.check()).containsExactly("minimal: no firewall is meant and none is written");
        assertThat(minimal.isGood()).isTrue();
    }

    @Test
    void keepsWhatACheckoutHoldsOnOneLine() {
        minimal.edit(
                FIREWALL,
                text -> text.replace(
                        "namespace: llm-demo", "namespace: \"x\\u001b[2K\\nminimal/llm-demo: equal, decision 0\""));

        assertThat(minimal.check())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).matches("minimal/.*").doesNotContainPattern("\\p{Cntrl}"));
        assertThat(minimal.isGood()).isFalse();
    }
}
