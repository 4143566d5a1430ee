package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the checks as Argo CD does, on examples under {@code src/test/resources/health}: the first word of an example's
 * file name is the health it has.
 */
class HealthChecksTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/health");

    private static final List<Declared> CHECKS =
            Declared.only(Path.of("manifests/argocd/health/argocd.yaml")).list("spec", "resourceHealthChecks");

    private static final Instant NOW = Instant.parse("2026-03-01T00:01:00Z");

    static List<Declared> examples() {
        return Declared.in(EXAMPLES);
    }

    static List<Declared> checks() {
        return CHECKS;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void saysWhatTheExampleIs(Declared example) {
        ArgoCdLua.Health health = check(example);

        assertThat(health.status().toLowerCase())
                .isEqualTo(example.file().getFileName().toString().replaceFirst("-.*", ""));
        assertThat(health.message()).isNotBlank();
    }

    @Test
    void showsWhyAZoneRefused() {
        Declared example = Declared.only(EXAMPLES.resolve("egress-firewall/degraded-one-zone.yaml"));

        assertThat(check(example).message())
                .startsWith("EgressFirewall Rules not correctly applied")
                .contains("node-2: EgressFirewall Rules not correctly applied: invalid CIDR address: 192.0.2.0");
    }

    @Test
    void readsOnlyConditionsThatHold() {
        assertThat(check(Declared.only(EXAMPLES.resolve("loki-stack/degraded-secret-missing.yaml")))
                        .message())
                .isEqualTo("Missing object storage secret");
        assertThat(check(Declared.only(EXAMPLES.resolve("loki-stack/healthy-with-warning.yaml")))
                        .message())
                .isEqualTo("The schema configuration should be updated");
    }

    @Test
    void everyCheckHasAnExampleOfEachHealth() {
        Map<String, Set<String>> seen = examples().stream()
                .collect(Collectors.groupingBy(
                        Declared::kind,
                        Collectors.mapping(example -> check(example).status(), Collectors.toSet())));

        assertThat(CHECKS).extracting(Declared::kind).containsExactlyInAnyOrderElementsOf(seen.keySet());
        assertThat(seen.values()).allMatch(Set.of("Healthy", "Progressing", "Degraded")::equals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kolkata", "America/Los_Angeles"})
    void anEgressIpHasTwoMinutesToFindANode(String zone) {
        Function<Duration, String> statusAt = age -> new ArgoCdLua(Clock.fixed(NOW, ZoneId.of(zone)))
                .run(
                        script("EgressIP"),
                        Map.of(
                                "metadata",
                                Map.of("creationTimestamp", NOW.minus(age).toString()),
                                "spec",
                                Map.of("egressIPs", List.of("192.0.2.10", "192.0.2.11")),
                                "status",
                                Map.of("items", List.of(Map.of("egressIP", "192.0.2.10", "node", "node-1")))))
                .status();

        assertThat(statusAt.apply(Duration.ZERO)).isEqualTo("Progressing");
        assertThat(statusAt.apply(Duration.ofSeconds(120))).isEqualTo("Progressing");
        assertThat(statusAt.apply(Duration.ofSeconds(121))).isEqualTo("Degraded");
        assertThat(statusAt.apply(Duration.ofDays(400))).isEqualTo("Degraded");
    }

    /** A check that fails ends the comparison of the whole Application. */
    @ParameterizedTest
    @MethodSource("checks")
    void noObjectMakesACheckFail(Declared check) {
        List<Object> parts = new ArrayList<>(Arrays.asList(null, "text", 1, true, List.of(), Map.of()));
        List<Object> oddLists = List.of(
                Arrays.asList(null, "text", 1, List.of(1), Map.of()),
                List.of(Map.of("type", 1, "status", true, "message", List.of(1), "reason", Map.of("a", 1))),
                List.of(Map.of("type", "Ready", "status", "True", "message", 1, "reason", 2)),
                List.of(Map.of("type", "Ready", "status", "False", "reason", List.of())),
                List.of(Map.of("type", "Waiting", "status", "True", "message", Map.of())),
                List.of(Map.of("type", "Failed", "status", "True", "message", 1)),
                List.of(Map.of("egressIP", 1, "node", 2), Map.of("node", List.of())));
        for (Object list : oddLists) {
            for (String name : List.of("conditions", "items", "messages")) {
                parts.add(Map.of(name, list));
            }
        }
        parts.add(Map.of("status", 1));
        parts.add(Map.of("status", List.of("text")));
        parts.add(Map.of("status", "text", "messages", Arrays.asList("a", 1, Map.of(), "b")));
        parts.add(Map.of("egressIPs", 3, "creationTimestamp", 4));
        parts.add(Map.of("creationTimestamp", "yesterday"));

        for (Object odd : parts) {
            for (Set<String> fields : List.of(
                    Set.of("status"), Set.of("spec"), Set.of("metadata"), Set.of("status", "spec", "metadata"))) {
                Map<String, Object> object = new HashMap<>();
                fields.forEach(field -> object.put(field, odd));
                ArgoCdLua.Health health =
                        new ArgoCdLua(Clock.fixed(NOW, ZoneId.of("UTC"))).run(check.text("check"), object);
                assertThat(health.status()).as("%s", object).isIn("Healthy", "Progressing", "Degraded");
                assertThat(health.message()).as("%s", object).isNotBlank();
            }
        }
        assertThat(new ArgoCdLua(Clock.fixed(NOW, ZoneId.of("UTC")))
                        .run(check.text("check"), Collections.emptyMap())
                        .status())
                .isEqualTo("Progressing");
    }

    private static ArgoCdLua.Health check(Declared object) {
        return new ArgoCdLua(Clock.fixed(NOW, ZoneId.of("UTC"))).run(script(object.kind()), object.fields());
    }

    private static String script(String kind) {
        return CHECKS.stream()
                .filter(check -> check.text("kind").equals(kind))
                .findFirst()
                .orElseThrow()
                .text("check");
    }
}
