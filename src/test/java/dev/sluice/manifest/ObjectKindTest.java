package dev.sluice.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.manifest.ObjectKind.Trait;
import dev.sluice.render.GoldenCase;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKindTest {

    @Test
    void knowsEveryKindThatIsRendered() {
        Stream.of(GoldenCase.values()).flatMap(golden -> golden.documents("")).forEach(document -> {
            ObjectKind kind = ObjectRef.of(document).kind();
            assertThat(document.get("apiVersion")).as(kind.toString()).isEqualTo(kind.apiVersion());
            assertThat(((Map<?, ?>) document.get("metadata")).containsKey("namespace"))
                    .as(kind.toString())
                    .isEqualTo(kind.isNamespaced());
        });
    }

    @ParameterizedTest
    @EnumSource
    void isFoundBySpelling(ObjectKind kind) {
        assertThat(ObjectKind.of(kind.toString())).contains(kind);
        assertThat(kind.plural()).startsWith(kind.toString().toLowerCase(Locale.ROOT));
    }

    @Test
    void isNotFoundByAnotherSpelling() {
        assertThat(ObjectKind.of("Pod")).isEmpty();
        assertThat(ObjectKind.of("egressfirewall")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NAMESPACE, '', v1", "JOB, batch, v1", "FLOW_COLLECTOR, flows.netobserv.io, v1beta2"})
    void dividesTheApiIntoGroupAndVersion(ObjectKind kind, String group, String version) {
        assertThat(kind.group()).isEqualTo(group);
        assertThat(kind.version()).isEqualTo(version);
    }

    @Test
    void findsAKindInALineOfItsOwn() {
        // Given
        String firewall = "apiVersion: k8s.ovn.org/v1\nkind: EgressFirewall\nmetadata: [broken\n";

        // Then
        assertThat(ObjectKind.EGRESS_FIREWALL.isIn(firewall)).isTrue();
        assertThat(ObjectKind.LOKI_STACK.isIn(firewall)).isFalse();
        assertThat(ObjectKind.isAnyIn(firewall, Trait.GUARDED)).isTrue();
        assertThat(ObjectKind.isAnyIn(firewall, Trait.INSTALLS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b\n  kind: EgressFirewall\n",
                "a: b\nkind: EgressFirewallList\n",
                "a: b\n# kind: EgressFirewall\n"
            })
    void findsNoKindInAnotherLine(String text) {
        assertThat(ObjectKind.EGRESS_FIREWALL.isIn(text)).isFalse();
    }
}
