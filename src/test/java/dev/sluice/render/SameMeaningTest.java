package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.manifest.EgressFirewallCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SameMeaningTest {

    private static final SameMeaning MEANING = new SameMeaning(new EgressFirewallCodec());

    private static final String FIREWALL = """
            # Written by hand
            apiVersion: k8s.ovn.org/v1
            kind: EgressFirewall
            metadata:
              name: default
              namespace: llm-demo
              annotations:
                argocd.argoproj.io/sync-wave: '20'
            spec:
              egress:
                - {type: Allow, to: {cidrSelector: 10.0.0.0/8}}
                - {type: Deny, to: {cidrSelector: 8.8.4.0/24}}
                - {type: Deny, to: {cidrSelector: 8.8.8.0/24}}
                - {type: Allow, to: {dnsName: example.org}, ports: [{protocol: TCP, port: 443}]}
                - {type: Deny, to: {cidrSelector: 142.250.0.0/15}}
                - {type: Allow, to: {cidrSelector: 0.0.0.0/0}}
            """;

    private static final String COLLECTOR = """
            # Written by hand
            apiVersion: flows.netobserv.io/v1beta2
            kind: FlowCollector
            metadata:
              name: cluster
            spec:
              namespace: netobserv
              processor:
                subnetLabels:
                  openShiftAutoDetect: true
                  customLabels:
                    - name: EXT:Google
                      cidrs: [8.8.4.0/24, 142.250.0.0/15, '2001:4860::/32']
                    - name: EXT:Other
                      cidrs: [192.0.2.0/24]
            """;

    @Test
    void ignoresTheOrderOfDenyRules() {
        assertSame(
                FIREWALL,
                change(FIREWALL, "8.8.4.0/24", "first")
                        .replace("8.8.8.0/24", "8.8.4.0/24")
                        .replace("first", "8.8.8.0/24"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            8.8.4.0/24}}        | 8.8.4.0/25}}\\n    - {type: Deny, to: {cidrSelector: 8.8.4.128/25}}
            142.250.0.0/15}}    | 142.250.0.0/16}}\\n    - {type: Deny, to: {cidrSelector: 142.251.0.0/16}}
            8.8.8.0/24}}        | 8.8.8.0/24}}\\n    - {type: Deny, to: {cidrSelector: 10.1.0.0/16}}
            8.8.8.0/24}}        | 8.8.8.0/24}}\\n    - {type: Allow, to: {cidrSelector: 8.8.8.8/32}}
            """)
    void ignoresHowPrefixesAreSplit(String good, String other) {
        assertSame(FIREWALL, change(FIREWALL, good, other.replace("\\n", "\n")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # Written by hand   | # Written by somebody else
            spec:               | spec: # rules
            type: Deny          | type: "Deny"
            wave: '20'          | wave: "20"
            """)
    void ignoresCommentsAndQuotes(String one, String other) {
        assertSame(FIREWALL, change(FIREWALL, one, other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            8.8.4.0/24     | 8.8.4.0/25
            8.8.4.0/24     | 8.8.0.0/16
            142.250.0.0/15 | 8.8.0.0/16
            10.0.0.0/8     | 8.8.8.8/32
            0.0.0.0/0      | ::/0
            Allow, to: {cidrSelector: 0.0 | Deny, to: {cidrSelector: 0.0
            """)
    void seesAChangedVerdict(String good, String other) {
        assertDifferent(FIREWALL, change(FIREWALL, good, other));
    }

    @Test
    void seesARuleWithPortsMove() {
        // Given
        String ports = "    - {type: Allow, to: {dnsName: example.org}, ports: [{protocol: TCP, port: 443}]}\n";
        String last = "    - {type: Deny, to: {cidrSelector: 142.250.0.0/15}}\n";

        // When
        String moved = change(FIREWALL, ports + last, last + ports);

        // Then
        assertDifferent(FIREWALL, moved);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            port: 443                 | port: 80
            protocol: TCP             | protocol: UDP
            dnsName: example.org      | dnsName: example.com
            Allow, to: {dnsName       | Deny, to: {dnsName
            wave: '20'                | wave: '30'
            namespace: llm-demo       | namespace: other
            wave: '20'                | wave: '20'\\n    example.org/more: x
            """)
    void seesAnyOtherChange(String one, String other) {
        assertDifferent(FIREWALL, change(FIREWALL, one, other.replace("\\n", "\n")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            8.8.4.0/24, 142.250.0.0/15   | 142.250.0.0/15, 8.8.4.0/24
            142.250.0.0/15               | 142.250.0.0/16, 142.251.0.0/16
            '2001:4860::/32'             | '2001:4860:0::/32'
            by hand                      | by somebody else
            """)
    void ignoresOrderAndSplitOfLabelledPrefixes(String one, String other) {
        assertSame(COLLECTOR, change(COLLECTOR, one, other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            8.8.4.0/24                | 8.8.8.0/24
            , '2001:4860::/32'        | ``
            EXT:Google                | EXT:Gogle
            namespace: netobserv      | namespace: other
            openShiftAutoDetect: true | openShiftAutoDetect: false
            name: EXT:Google          | name: EXT:Google\\n          note: x
            kind: FlowCollector       | kind: FlowMetric
            """)
    void seesAChangedFlowCollector(String one, String other) {
        assertDifferent(COLLECTOR, change(COLLECTOR, one, other.replace("\\n", "\n")));
    }

    @Test
    void seesLabelsInAnotherOrderSinceTheFirstMatchWins() {
        // Given
        String google = "        - name: EXT:Google\n          cidrs: [8.8.4.0/24, 142.250.0.0/15, '2001:4860::/32']\n";
        String other = "        - name: EXT:Other\n          cidrs: [192.0.2.0/24]\n";

        // When
        String swapped = change(COLLECTOR, google + other, other + google);

        // Then
        assertDifferent(COLLECTOR, swapped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "spec: [",
                "kind: EgressFirewall\n",
                "kind: FlowCollector\n",
                "<<<<<<< HEAD\nkind: EgressFirewall\n"
            })
    void replacesWhatCannotBeRead(String published) {
        assertThat(MEANING.of(published, FIREWALL)).isFalse();
        assertThat(MEANING.of(published, COLLECTOR)).isFalse();
    }

    @Test
    void replacesRulesThatTheClusterWouldNotTake() {
        assertThat(MEANING.of(change(FIREWALL, "8.8.4.0/24", "8.8.4.4/24"), FIREWALL))
                .isFalse();
        assertThat(MEANING.of(change(FIREWALL, "Deny", "AllowAll"), FIREWALL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "8.8.4.4/24", "8.8.4.0", "[8.8.4.0/24]", "{}", "8"})
    void replacesLabelsThatTheClusterWouldNotTake(String cidr) {
        assertThat(MEANING.of(change(COLLECTOR, "8.8.4.0/24", cidr), COLLECTOR)).isFalse();
    }

    @Test
    void leavesOtherKindsNoLatitude() {
        String published = "kind: EgressIP\nmetadata:\n  name: one\n";
        assertThat(MEANING.of(published, "# Written\n" + published)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everyGoldenFirewallAndCollectorMeansTheSameAsItself(GoldenCase golden) {
        assertThat(golden.files())
                .filteredOn(file -> file.path().matches("(firewall/egress-firewall|observability/flow-collector)-.*"))
                .isNotEmpty()
                .allMatch(file -> MEANING.of(file.text(), file.text()));
    }

    private static void assertSame(String one, String other) {
        assertThat(MEANING.of(one, other)).isTrue();
        assertThat(MEANING.of(other, one)).isTrue();
    }

    private static void assertDifferent(String one, String other) {
        assertThat(MEANING.of(one, other)).isFalse();
        assertThat(MEANING.of(other, one)).isFalse();
    }

    /** Fails where the text to change is not there, so that no test passes for nothing. */
    private static String change(String text, String one, String other) {
        assertThat(text).contains(one);
        return text.replace(one, other);
    }
}
