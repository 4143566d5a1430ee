package dev.sluice.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.render.GoldenCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectRefTest {

    @Test
    void readsKindNamespaceAndName() {
        assertThat(ObjectRef.parse("kind: LokiStack\nmetadata:\n  name: loki\n  namespace: netobserv\n"))
                .isEqualTo(new ObjectRef(ObjectKind.LOKI_STACK, "netobserv", "loki"));
    }

    @Test
    void hasNoNamespaceWhereTheObjectHasNone() {
        assertThat(ObjectRef.parse("kind: Node\nmetadata:\n  name: master-01-demo\n"))
                .isEqualTo(new ObjectRef(ObjectKind.NODE, "", "master-01-demo"));
    }

    @ParameterizedTest
    @EnumSource
    void tellsAllObjectsOfAFolderApart(GoldenCase golden) {
        assertThat(golden.files())
                .filteredOn(
                        file -> file.path().endsWith(".yaml") && !file.path().endsWith("kustomization.yaml"))
                .extracting(file -> ObjectRef.parse(file.text()))
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata:\n  name: one\n",
                "kind: Node\n",
                "kind: Node\nmetadata: one\n",
                "kind: Node\nmetadata:\n  name: 1\n",
                "kind: [Node]\nmetadata:\n  name: one\n",
                "resources: []\n"
            })
    void refusesWhatHasNoKindOrName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectRef.parse(text))
                .withMessage("not a manifest with a kind and a name");
    }

    @Test
    void refusesAKindThatSluiceDoesNotManage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectRef.parse("kind: Pod\nmetadata:\n  name: one\n"))
                .withMessage("no kind of object that Sluice manages");
    }

    @Test
    void namesKindNamespaceAndName() {
        assertThat(new ObjectRef(ObjectKind.EGRESS_FIREWALL, "llm-demo", "default"))
                .hasToString("EgressFirewall llm-demo/default");
        assertThat(new ObjectRef(ObjectKind.EGRESS_IP, "", "prod")).hasToString("EgressIP prod");
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectRef.parse("kind: ["))
                .withMessageStartingWith("not");
    }
}
