package dev.sluice.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Port;
import dev.sluice.policy.Port.Protocol;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.ClusterFolder;
import dev.sluice.render.Decided;
import dev.sluice.render.GoldenCase;
import dev.sluice.render.ManifestFile;
import dev.sluice.render.Samples;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedFirewallTest {

    private static final String MANIFEST = """
            apiVersion: k8s.ovn.org/v1
            kind: EgressFirewall
            metadata:
              name: default
              namespace: llm-demo
            spec:
              egress:
                - type: Deny
                  to:
                    cidrSelector: 8.8.8.0/24
                  ports:
                    - protocol: TCP
                      port: 443
            """;

    @ParameterizedTest
    @MethodSource
    void readsBackEveryKindOfRule(Rule rule) {
        // Given
        String text = rendered(List.of(Rule.deny(Prefix.parse("8.8.4.0/24")), rule, rule));

        // When
        ParsedFirewall parsed = ParsedFirewall.parse(text);

        // Then
        assertThat(parsed.namespace()).isEqualTo("llm-demo");
        assertThat(parsed.rules()).containsExactly(Rule.deny(Prefix.parse("8.8.4.0/24")), rule, rule);
    }

    static Stream<Rule> readsBackEveryKindOfRule() {
        Destination cidr = new Destination.Cidr(Prefix.parse("8.8.8.0/24"));
        Destination nodes =
                new Destination.Nodes(Map.of("kubernetes.io/os", "linux", "on", "", "example.org/no", "no"));
        Port port = new Port(Protocol.SCTP, 65_535);
        return Stream.of(
                Rule.allow(Prefix.parse("0.0.0.0/0")),
                Rule.deny(Prefix.parse("::/0")),
                Rule.deny(Prefix.parse("2001:4860:4860::8888/128")),
                new Rule(Action.ALLOW, cidr, List.of(new Port(Protocol.TCP, 1))),
                new Rule(Action.DENY, cidr, List.of(new Port(Protocol.UDP, 53), new Port(Protocol.TCP, 53))),
                new Rule(Action.ALLOW, new Destination.DnsName("*.example.org"), List.of()),
                new Rule(Action.DENY, new Destination.DnsName("1e3"), List.of(port)),
                new Rule(Action.ALLOW, nodes, List.of()),
                new Rule(Action.DENY, nodes, List.of(port)));
    }

    @ParameterizedTest
    @EnumSource
    void readsBackEveryGoldenFirewall(GoldenCase golden) {
        // When
        List<ParsedFirewall> parsed = golden.files().stream()
                .filter(file -> file.path().startsWith("firewall/egress-firewall-"))
                .map(file -> ParsedFirewall.parse(file.text()))
                .toList();

        // Then
        Map<String, RuleList> decided = golden.decided().firewalls();
        assertThat(parsed).hasSameSizeAs(decided.keySet()).allSatisfy(firewall -> assertThat(firewall.rules())
                .isEqualTo(decided.get(firewall.namespace()).rules()));
    }

    @Test
    void readsAManifestWrittenByHand() {
        Port https = new Port(Protocol.TCP, 443);
        assertThat(ParsedFirewall.parse(MANIFEST).rules())
                .containsExactly(
                        new Rule(Action.DENY, new Destination.Cidr(Prefix.parse("8.8.8.0/24")), List.of(https)));
    }

    @ParameterizedTest
    @MethodSource
    void refusesAnythingElseAndSaysWhat(String good, String bad, String message) {
        // Given
        String text = MANIFEST.replace(good, bad);
        assertThat(text).isNotEqualTo(MANIFEST);

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParsedFirewall.parse(text))
                .withMessageContaining(message);
    }

    static Stream<Arguments> refusesAnythingElseAndSaysWhat() {
        return Stream.of(
                arguments("8.8.8.0/24", "8.8.8.8/24", "spec.egress[0]: '8.8.8.8/24' has host bits set"),
                arguments("8.8.8.0/24", "::ffff:8.8.8.0/120", "writes an IPv4 block as IPv6"),
                arguments("8.8.8.0/24", "8.8.8.0", "has no /length"),
                arguments("8.8.8.0/24", "8.8.8.0/33", "spec.egress[0]: "),
                arguments("8.8.8.0/24", "24", "spec.egress[0]: 'cidrSelector' is not a string"),
                arguments("Deny", "AllowAll", "spec.egress[0]: 'AllowAll' is neither Allow nor Deny"),
                arguments("Deny", "deny", "'deny' is neither Allow nor Deny"),
                arguments("Deny", "yes", "'type' is not a string"),
                arguments("type: Deny\n      to", "to", "'type' is not a string"),
                arguments("8.8.8.0/24", "8.8.8.0/24\n        dnsName: example.org", "exactly one selector"),
                arguments("cidrSelector: 8.8.8.0/24", "{}", "exactly one selector"),
                arguments("cidrSelector", "cidr", "unknown selector 'cidr'"),
                arguments(
                        "cidrSelector: 8.8.8.0/24",
                        "dnsName: not a name",
                        "'not a name' is not a DNS name: no cluster takes it"),
                arguments("cidrSelector: 8.8.8.0/24", "nodeSelector: {}", "'matchLabels' is not a mapping"),
                arguments("cidrSelector: 8.8.8.0/24", "nodeSelector: {matchLabels: {}}", "would select every node"),
                arguments("cidrSelector: 8.8.8.0/24", "nodeSelector: {matchLabels: {a: 1}}", "'a' is not a string"),
                arguments(
                        "cidrSelector: 8.8.8.0/24",
                        "nodeSelector: {matchLabels: {a: b}, matchExpressions: []}",
                        "unknown field 'matchExpressions'"),
                arguments("port: 443", "port: '443'", "is not a port with a protocol"),
                arguments("port: 443", "port: 0", "'0' is not a port"),
                arguments("port: 443", "port: 65536", "'65536' is not a port"),
                arguments("port: 443", "endPort: 443", "is not a port with a protocol"),
                arguments("port: 443", "port: 443\n          endPort: 444", "unknown field 'endPort'"),
                arguments("protocol: TCP", "protocol: tcp", "'tcp' is not TCP, UDP or SCTP"),
                arguments("protocol: TCP", "protocol: ICMP", "'ICMP' is not TCP, UDP or SCTP"),
                arguments("- protocol: TCP\n          port: 443", "- TCP", "is not a port with a protocol"),
                arguments("ports:", "port:", "unknown field 'port'"),
                arguments("type: Deny", "type: Deny\n      type: Allow", "duplicate key"),
                arguments("- type: Deny", "- Deny\n    - type: Deny", "spec.egress[0]: not a mapping"),
                arguments("spec:", "spec:\n  ingress: []", "unknown field 'ingress'"),
                arguments("spec:", "status: {}\nspec:", "unknown field 'status'"),
                arguments("cidrSelector: 8.8.8.0/24", "nodeSelector: {matchLabels: {~: b}}", "'null' is not a string"),
                arguments("cidrSelector: 8.8.8.0/24", "nodeSelector: {matchLabels: {1: b}}", "'1' is not a string"),
                arguments("cidrSelector: 8.8.8.0/24", "nodeSelector: {matchLabels: {a: '1,b=2'}}", "is not a label"),
                arguments("cidrSelector: 8.8.8.0/24", "nodeSelector: {matchLabels: {a=1: ''}}", "is not a label"),
                arguments("cidrSelector: 8.8.8.0/24", "nodeSelector: {matchLabels: {a: b c}}", "is not a label"),
                arguments("egress:", "rules:", "unknown field 'rules'"),
                arguments("egress:\n    - type", "egress:\n      type", "'egress' is not a list"),
                arguments("name: default", "name: other", "name is 'other', not 'default'"),
                arguments("  namespace: llm-demo\n", "", "'namespace' is not a string"),
                arguments("k8s.ovn.org/v1", "k8s.ovn.org/v2", "apiVersion is 'k8s.ovn.org/v2'"),
                arguments("kind: EgressFirewall", "kind: EgressIP", "kind is 'EgressIP'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\n", "---\nkind: EgressFirewall\n"})
    void refusesASecondDocument(String second) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParsedFirewall.parse(MANIFEST + second))
                .withMessageStartingWith("not a YAML document");
    }

    @Test
    void findsEveryFirewallOfAText() {
        // Given
        String text = "---\n- a list\n---\nkind: ConfigMap\n---\n" + MANIFEST + "---\n"
                + MANIFEST.replace("llm-demo", "team-a");

        // When
        List<ParsedFirewall> found = ParsedFirewall.among(text);

        // Then
        assertThat(found)
                .extracting(
                        ParsedFirewall::namespace, firewall -> firewall.rules().size())
                .containsExactly(tuple("llm-demo", 1), tuple("team-a", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"List", "EgressFirewallList"})
    void findsAFirewallInAListOfObjects(String kind) {
        String item = MANIFEST.indent(4).replaceFirst("   ", "  -");

        assertThat(ParsedFirewall.among("kind: " + kind + "\nitems:\n  - kind: ConfigMap\n" + item))
                .containsExactly(ParsedFirewall.parse(MANIFEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "kind: EgressIP\nmetadata: {}\n", "- op: add\n", "items: [a, {}]\n"})
    void findsNoFirewallAmongOtherThings(String text) {
        assertThat(ParsedFirewall.among(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'a: [', not a YAML document",
        "'a: 1\na: 2\n', not a YAML document",
        "'kind: EgressFirewall\nmetadata: {}\n', apiVersion is 'null'",
        "'kind: ConfigMap\n---\nkind: EgressFirewall\nrules: []\n', unknown field 'rules'",
        "kind: {{ .kind }}, kind is not a string",
        "kind: !!binary RWdyZXNzRmlyZXdhbGw=, kind is not a string",
        "'kind: List\nitems: [{kind: List, items: []}]\n', a list of lists"
    })
    void refusesATextWhoseFirewallsAreNotClear(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParsedFirewall.among(text))
                .withMessageStartingWith(why);
    }

    private static String rendered(List<Rule> rules) {
        Cluster cluster = Samples.cluster(Samples.NETWORKS, Samples.target("llm-demo"));
        Decided decided = new Decided(GoldenCase.LAB.decided().blocked(), Map.of("llm-demo", new RuleList(rules)));
        return new ClusterFolder(new EgressFirewallCodec())
                .render(cluster, decided, part -> false).stream()
                        .filter(file -> file.path().endsWith("egress-firewall-llm-demo.yaml"))
                        .map(ManifestFile::text)
                        .findFirst()
                        .orElseThrow();
    }
}
