package dev.sluice.cluster.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.JsonPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleDifferenceTest {

    private static final Map<String, Object> A = rule("Allow", "192.168.99.0/24");
    private static final Map<String, Object> B = rule("Deny", "8.8.4.0/24");
    private static final Map<String, Object> C = rule("Deny", "8.8.8.0/24");

    @Test
    void seesNoneBetweenEqualRules() {
        assertThat(of(List.of(A, B, C), List.of(A, B, C)).isNone()).isTrue();
        assertThat(of(List.of(A, A), List.of(A, A)).isNone()).isTrue();
    }

    @Test
    void namesWhatAppearedAndWhatIsGone() {
        assertThat(of(List.of(A, B, C), List.of(rule("Allow", "0.0.0.0/0"), A, C))
                        .lines())
                .containsExactly("appeared: Allow 0.0.0.0/0", "gone: Deny 8.8.4.0/24");
    }

    @Test
    void namesWhatMoved() {
        assertThat(of(List.of(A, B, C), List.of(B, C, A)).lines()).containsExactly("moved: Allow 192.168.99.0/24");
    }

    @Test
    void tellsARuleFromItsRepetition() {
        assertThat(of(List.of(A, B), List.of(A, B, A)).lines()).containsExactly("appeared: Allow 192.168.99.0/24");
    }

    @Test
    void doesNotMindHowAnApiSpells() {
        // Given
        Map<String, Object> committed = Map.of(
                "type", "Allow",
                "to", Map.of("cidrSelector", "2001:db8::/32"),
                "ports", List.of(Map.of("protocol", "TCP", "port", 443), Map.of("protocol", "UDP", "port", 53)));
        Map<String, Object> found = Map.of(
                "to", Map.of("cidrSelector", "2001:DB8:0::/32"),
                "ports", List.of(Map.of("port", 53L, "protocol", "UDP"), Map.of("protocol", "TCP", "port", "443")),
                "type", "Allow");

        // Then
        assertThat(of(List.of(committed), List.of(found)).isNone()).isTrue();
    }

    @Test
    void comparesSelectorsWhateverTheirOrder() {
        Map<String, Object> labels = Map.of("nodeSelector", Map.of("matchLabels", Map.of("a", "1", "b", "2")));
        Map<String, Object> other = Map.of("nodeSelector", Map.of("matchLabels", Map.of("a", "1", "b", "3")));
        Map<String, Object> name = Map.of("dnsName", "example.com");

        assertThat(of(List.of(to(labels)), List.of(to(Map.copyOf(labels)))).isNone())
                .isTrue();
        assertThat(of(List.of(to(labels)), List.of(to(other))).isNone()).isFalse();
        assertThat(of(List.of(to(name)), List.of()).lines()).containsExactly("gone: Allow dns example.com");
    }

    @Test
    void namesTheFirstFew() {
        List<Map<String, Object>> many = IntStream.range(0, 8_000)
                .mapToObj(i -> rule("Deny", "10." + i / 256 + "." + i % 256 + ".0/24"))
                .toList();

        assertThat(of(many, List.of()).lines())
                .singleElement()
                .asString()
                .startsWith("gone: Deny 10.0.0.0/24, ")
                .endsWith(" and 7995 more");
    }

    @Test
    void movesNoMoreThanMustMove() {
        // Given
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Map<String, Object>> rules = IntStream.range(0, 40)
                .mapToObj(i -> rule("Deny", "10.0." + i + ".0/24"))
                .toList();
        List<Map<String, Object>> other = new ArrayList<>(rules);
        int swaps = random.nextInt(5);
        for (int i = 0; i < swaps; i++) {
            Collections.swap(other, random.nextInt(40), random.nextInt(40));
        }

        // Then each swap can be undone by moving two rules
        RuleDifference difference = of(rules, other);
        assertThat(difference.moved()).as("seed %d", seed).hasSizeLessThanOrEqualTo(2 * swaps);
        assertThat(difference.isNone()).as("seed %d", seed).isEqualTo(rules.equals(other));
    }

    private static Map<String, Object> rule(String type, String cidr) {
        return Map.of("type", type, "to", Map.of("cidrSelector", cidr));
    }

    private static Map<String, Object> to(Map<String, Object> selector) {
        return Map.of("type", "Allow", "to", selector);
    }

    private static RuleDifference of(List<?> committed, List<?> found) {
        return RuleDifference.of(new JsonPath(committed), new JsonPath(found));
    }
}
