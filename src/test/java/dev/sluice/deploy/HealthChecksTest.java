package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * Runs the checks as Argo CD does, on examples under {@code src/test/resources/health}: the first word of an example's
 * file name is the health it has.
 */
class HealthChecksTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/health");

    private static final List<Declared> CHECKS =
            Declared.only(Path.of("manifests/argocd/health/argocd.yaml")).list("spec", "resourceHealthChecks");

    static List<Declared> examples() {
        return Declared.in(EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void saysWhatTheExampleIs(Declared example) {
        LuaTable health = check(example);

        assertThat(health.get("status").tojstring().toLowerCase())
                .isEqualTo(example.file().getFileName().toString().replaceFirst("-.*", ""));
        assertThat(health.get("message").tojstring()).isNotBlank();
    }

    @Test
    void showsWhyAZoneRefused() {
        Declared example = Declared.only(EXAMPLES.resolve("egress-firewall/degraded-one-zone.yaml"));

        assertThat(check(example).get("message").tojstring())
                .isEqualTo("node-2: EgressFirewall Rules not correctly applied: invalid CIDR address: 192.0.2.0");
    }

    @Test
    void readsOnlyConditionsThatHold() {
        assertThat(check(Declared.only(EXAMPLES.resolve("loki-stack/degraded-secret-missing.yaml")))
                        .get("message")
                        .tojstring())
                .isEqualTo("Missing object storage secret");
        assertThat(check(Declared.only(EXAMPLES.resolve("loki-stack/healthy-with-warning.yaml")))
                        .get("message")
                        .tojstring())
                .isEqualTo("The schema configuration should be updated");
    }

    @Test
    void everyCheckHasAnExampleOfEachHealth() {
        Map<String, Set<String>> seen = examples().stream()
                .collect(Collectors.groupingBy(
                        Declared::kind,
                        Collectors.mapping(
                                example -> check(example).get("status").tojstring(), Collectors.toSet())));

        assertThat(CHECKS).extracting(Declared::kind).containsExactlyInAnyOrderElementsOf(seen.keySet());
        assertThat(seen.values()).allMatch(Set.of("Healthy", "Progressing", "Degraded")::equals);
    }

    private static LuaTable check(Declared object) {
        Declared check = CHECKS.stream()
                .filter(each -> each.text("group").equals(object.group())
                        && each.text("kind").equals(object.kind()))
                .findFirst()
                .orElseThrow();
        Globals lua = JsePlatform.standardGlobals();
        lua.set("obj", lua(object.fields()));
        return lua.load(check.text("check"), object.kind()).call().checktable();
    }

    private static LuaValue lua(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                LuaTable table = new LuaTable();
                map.forEach((key, field) -> table.set(String.valueOf(key), lua(field)));
                yield table;
            }
            case List<?> list ->
                LuaValue.listOf(list.stream().map(HealthChecksTest::lua).toArray(LuaValue[]::new));
            case Integer number -> LuaValue.valueOf(number);
            case Boolean truth -> LuaValue.valueOf(truth);
            default -> LuaValue.valueOf(String.valueOf(value));
        };
    }
}
