package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTest {

    @Test
    void knowsWhereTheEarlierLayoutHasAnObject() {
        assertThat(Part.earlierPath("firewall/namespace-a.yaml")).contains("namespace-a.yaml");
        assertThat(Part.earlierPath("clusters/firewall/observability/loki-stack-loki.yaml"))
                .contains("clusters/firewall/loki-stack-loki.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kustomization.yaml",
                "firewall",
                "firewall/kustomization.yaml",
                "firewall/deeper/namespace-a.yaml",
                "my-firewall/namespace-a.yaml",
                ".sluice/sources.txt"
            })
    void knowsNoEarlierPlaceOfWhatDeclaresNoObjectOfAPart(String path) {
        assertThat(Part.earlierPath(path)).isEmpty();
    }

    @Test
    void tellsThePartByTheFolder() {
        assertThat(Part.of("firewall/namespace-a.yaml")).contains(Part.FIREWALL);
        assertThat(Part.of("observability/loki-stack-loki.yaml")).contains(Part.OBSERVABILITY);
        assertThat(Part.of("egress-firewall-a.yaml")).isEmpty();
        assertThat(Part.of("firewalls/egress-firewall-a.yaml")).isEmpty();
    }
}
