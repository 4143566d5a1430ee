package dev.sluice.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.GoldenCase;
import dev.sluice.render.ManifestFile;
import dev.sluice.text.SharedText;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressFirewallCodecTest {

    private static final String RULES = """
            spec:
              egress:
                - type: Allow
                  to:
                    cidrSelector: 10.0.0.0/8
                - type: Allow
                  to:
                    dnsName: example.com
                  ports:
                    - protocol: TCP
                      port: 443
                - type: Deny
                  to:
                    nodeSelector:
                      matchLabels:
                        role: edge
                - type: Deny
                  to:
                    cidrSelector: 8.8.4.0/24
                - type: Deny
                  to:
                    cidrSelector: 8.8.8.0/24
            """;

    /** What may turn a text into another one, or into none. */
    private static final List<String> PIECES = List.of(
            "---\n",
            "...\n",
            "&a ",
            "*a",
            "- ",
            "  ",
            "\n",
            "#",
            " # ",
            "'",
            "\"",
            "|",
            ">",
            "{",
            "}",
            "[",
            "]",
            ": ",
            "!",
            "%",
            "\t",
            "spec:\n  egress:\n",
            "    - type: Deny\n",
            "      ",
            "? ",
            "<<: ",
            "é",
            "0",
            "\r",
            "a: b\n");

    private final EgressFirewallCodec reader = new EgressFirewallCodec();

    @ParameterizedTest
    @EnumSource
    void readsWhatSluiceWritesAsTheParserDoes(GoldenCase golden) {
        firewalls(golden).forEach(text -> {
            assertThat(reader.shaped(text)).isPresent();
            assertThat(answer(reader::parse, text)).isEqualTo(answer(ParsedFirewall::parse, text));
            assertThat(answer(reader::object, text)).isEqualTo(answer(ObjectRef::parse, text));
        });
    }

    @Test
    void parsesEachRuleOnceHoweverManyNamespacesHaveIt() {
        // When
        List<ParsedFirewall> read = IntStream.range(0, 50)
                .mapToObj(i -> reader.parse(firewall("team-" + i)))
                .toList();

        // Then
        assertThat(reader.parsed()).isEqualTo(50 + 5);
        assertThat(read).extracting(ParsedFirewall::namespace).doesNotHaveDuplicates();
        assertThat(read).allSatisfy(firewall -> assertThat(firewall.rules())
                .isSameAs(read.getFirst().rules()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    - type: Deny\n      to: &a\n        cidrSelector: 1.0.0.0/8\n    - type: Deny\n      to: *a\n",
                "    - type: Deny\n      to:\n        cidrSelector: 1.0.0.0/8\n---\n",
                "    - type: Deny\n      to:\n        cidrSelector: 1.0.0.0/8\nstatus: {}\n",
                "    - type: Deny\n      to:\n        cidrSelector: |\n    1.0.0.0/8\n",
                "    - type: Deny\n      to: {cidrSelector: 1.0.0.0/8}\n      type: Allow\n",
                "    - type: Deny\n      to: {cidrSelector: 1.0.0.1/8}\n",
                "    - type: Deny\n      to: {cidrSelector: 1.0.0.0/8}\r...\n    - type: Deny\n      to: {cidrSelector: 2.0.0.0/8}\n",
                "",
                "  []\n"
            })
    void saysOfOtherTextsWhatTheParserSays(String rules) {
        assertAgreement(firewall("shop").replace(RULES, "spec:\n  egress:\n" + rules));
    }

    @Test
    void agreesWithTheParserOnTextsThatSomebodyEdited() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(firewall("shop"));
            for (int edits = random.nextInt(3); edits >= 0; edits--) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + (random.nextBoolean() ? 0 : random.nextInt(30)));
                text.replace(at, end, random.nextInt(4) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size())));
            }
            assertThat(text).as("seed %d, text %d", seed, i).satisfies(edited -> assertAgreement(edited.toString()));
        }
    }

    @Test
    void readsBackTheRulesThatItWrites() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            RuleList rules = new RuleList(
                    Stream.generate(() -> rule(random)).limit(random.nextInt(8)).toList());

            // When
            String text = firewall("shop").replace(RULES, reader.write(rules).text());

            // Then
            assertThat(reader.parse(text).rules())
                    .as("seed %d, list %d", seed, i)
                    .isEqualTo(rules.rules());
        }
    }

    @Test
    void sharesWhatFirewallsHaveInCommon() {
        // Given
        Rule first = rule("1.0.0.0/8");
        Rule second = rule("2.0.0.0/8");

        // When
        SharedText one = reader.write(new RuleList(List.of(first, second)));
        SharedText other = reader.write(new RuleList(List.of(rule("2.0.0.0/8"))));

        // Then
        assertThat(reader.write(new RuleList(List.of(first, second)))).isSameAs(one);
        assertThat(other.rest().getLast()).isSameAs(one.rest().getLast());
    }

    private static Rule rule(String cidr) {
        return new Rule(Action.DENY, new Destination.Cidr(Prefix.parse(cidr)), List.of());
    }

    private static Rule rule(Random random) {
        Destination to =
                switch (random.nextInt(3)) {
                    case 0 -> new Destination.Cidr(Prefix.parse((1 + random.nextInt(223)) + ".0.0.0/8"));
                    case 1 -> new Destination.DnsName("host-" + random.nextInt(9) + ".example");
                    default -> new Destination.Nodes(new TreeMap<>(Map.of("yes", "on", "role", "")));
                };
        List<Port> ports = random.nextBoolean()
                ? List.of()
                : List.of(new Port(Port.Protocol.TCP, 1 + random.nextInt(65_535)), new Port(Port.Protocol.UDP, 53));
        return new Rule(to instanceof Destination.Cidr ? Action.DENY : Action.ALLOW, to, ports);
    }

    private void assertAgreement(String text) {
        assertThat(answer(reader::parse, text)).isEqualTo(answer(ParsedFirewall::parse, text));
        assertThat(answer(reader::object, text)).isEqualTo(answer(ObjectRef::parse, text));
    }

    /** What is read, or why it is not. */
    private static String answer(Function<String, ?> reading, String text) {
        try {
            return reading.apply(text).toString();
        } catch (IllegalArgumentException e) {
            return "refused: " + e.getMessage();
        }
    }

    private static String firewall(String namespace) {
        return ManifestFile.HEADER + """

                apiVersion: k8s.ovn.org/v1
                kind: EgressFirewall
                metadata:
                  name: default
                  namespace: %s
                  annotations:
                    argocd.argoproj.io/sync-wave: "5"
                """.formatted(namespace) + RULES;
    }

    private static Stream<String> firewalls(GoldenCase golden) {
        return golden.files().stream()
                .map(ManifestFile::text)
                .filter(text -> text.contains("\nkind: EgressFirewall\n"));
    }
}
