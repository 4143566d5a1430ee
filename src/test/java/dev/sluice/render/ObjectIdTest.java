package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectIdTest {

    @Test
    void readsKindNamespaceAndName() {
        assertThat(ObjectId.parse("kind: LokiStack\nmetadata:\n  name: loki\n  namespace: netobserv\n"))
                .isEqualTo(new ObjectId("LokiStack", "netobserv", "loki"));
    }

    @Test
    void hasNoNamespaceWhereTheObjectHasNone() {
        assertThat(ObjectId.parse("kind: Node\nmetadata:\n  name: master-01-demo\n"))
                .isEqualTo(new ObjectId("Node", "", "master-01-demo"));
    }

    @ParameterizedTest
    @EnumSource
    void tellsAllObjectsOfAFolderApart(GoldenCase golden) {
        assertThat(golden.files())
                .filteredOn(
                        file -> file.path().endsWith(".yaml") && !file.path().endsWith("kustomization.yaml"))
                .extracting(file -> ObjectId.parse(file.text()))
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
                .isThrownBy(() -> ObjectId.parse(text))
                .withMessage("not a manifest with a kind and a name");
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectId.parse("kind: ["))
                .withMessageStartingWith("not");
    }
}
