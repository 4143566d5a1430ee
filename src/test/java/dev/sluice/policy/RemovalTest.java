package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Removal.RemovedKind;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RemovalTest {

    @ParameterizedTest
    @EnumSource(RemovedKind.class)
    void isAcceptedByItsName(RemovedKind kind) {
        Removal removal = new Removal(kind, "demo", "gone");

        assertThat(removal.acceptedBy(Set.of("kept", "gone"))).isTrue();
        assertThat(removal.acceptedBy(Set.of("kept", "GONE", "demo"))).isFalse();
        assertThat(removal.acceptedBy(Set.of())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = RemovedKind.class, mode = EnumSource.Mode.EXCLUDE, names = "CLUSTER")
    void isAcceptedByTheNameOfItsClusterBeforeItsOwn(RemovedKind kind) {
        Removal removal = new Removal(kind, "demo", "gone");

        assertThat(removal.acceptedBy(Set.of("demo/gone"))).isTrue();
        assertThat(removal.acceptedBy(Set.of("other/gone", "demo/kept", "demo/")))
                .isFalse();
    }

    @Test
    void ofAClusterIsAcceptedByTheClustersNameAlone() {
        Removal removal = new Removal(RemovedKind.CLUSTER, "demo", "demo");

        assertThat(removal.acceptedBy(Set.of("demo"))).isTrue();
        assertThat(removal.acceptedBy(Set.of("demo/demo"))).isFalse();
    }

    @Test
    void ofAClusterIsNotAcceptedByTheRemovalOfItsNamespaces() {
        assertThat(new Removal(RemovedKind.CLUSTER, "demo", "demo").acceptedBy(Set.of("demo/llm-demo", "llm-demo")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "CLUSTER,    demo,     cluster demo",
        "NAMESPACE,  llm-demo, namespace llm-demo of cluster demo",
        "LOKI_STACK, loki,     LokiStack loki of cluster demo"
    })
    void saysWhatWouldGo(RemovedKind kind, String name, String said) {
        assertThat(new Removal(kind, "demo", name)).hasToString(said);
    }
}
