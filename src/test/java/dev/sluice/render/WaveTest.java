package dev.sluice.render;

import static dev.sluice.render.GoldenCase.annotation;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaveTest {

    @Test
    void letsNothingInTheFirewallsPartWaitForAnOperator() {
        // Given
        List<String> ofNoOperator = List.of("Namespace", "EgressFirewall", "Job", "Node", "EgressIP");

        // When
        List<Map<?, ?>> documents = Stream.of(GoldenCase.values())
                .flatMap(golden -> golden.documents("firewall/"))
                .toList();

        // Then
        assertThat(documents)
                .extracting(document -> document.get("kind").toString())
                .containsOnlyElementsOf(ofNoOperator)
                .containsAll(ofNoOperator);
    }

    @Test
    void provesTheFirewallBeforeAnythingThatMayWaitAndEndsWithEgressIps() {
        // When
        Map<String, Set<Integer>> waves = new TreeMap<>();
        Stream.of(GoldenCase.values())
                .flatMap(golden -> golden.documents("firewall/"))
                .forEach(document -> waves.computeIfAbsent(document.get("kind").toString(), kind -> new TreeSet<>())
                        .add(Integer.parseInt(annotation(document, "sync-wave"))));

        // Then
        List<String> order = List.of("Namespace", "EgressFirewall", "Job", "Node", "EgressIP");
        assertThat(waves.values()).allSatisfy(wave -> assertThat(wave).hasSize(1));
        assertThat(order.stream().flatMap(kind -> waves.get(kind).stream()).toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsTheFirewallBeforeTheOperatorsWhereOneApplicationFollowsBothParts() {
        // When
        Map<String, Integer> waves = new TreeMap<>();
        Stream.of(GoldenCase.values())
                .flatMap(golden -> golden.documents(""))
                .forEach(document -> waves.put(
                        document.get("kind").toString(), Integer.parseInt(annotation(document, "sync-wave"))));

        // Then
        assertThat(waves.get("EgressFirewall")).isLessThan(waves.get("OperatorGroup"));
        assertThat(waves.get("Job")).isLessThan(waves.get("OperatorGroup"));
        assertThat(List.of("OperatorGroup", "Subscription", "ExternalSecret", "LokiStack", "FlowCollector", "EgressIP")
                        .stream()
                        .map(waves::get)
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void makesTheProofPartOfTheSync() {
        assertThat(GoldenCase.TRIED_FROM_INSIDE.documents("firewall/").filter(document -> document.get("kind")
                        .equals("Job")))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(annotation(job, "hook")).isEqualTo("Sync"));
    }
}
