package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import dev.sluice.policy.Action;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Networks;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabVariablesTest {

    private static final Map<String, String> LAB = Map.of(
            "TARGET_NAMESPACE", "llm-demo",
            "MACHINE_NETWORK", "192.168.99.0/24",
            "SERVICE_NETWORK", "172.22.0.0/16",
            "CLUSTER_NETWORK", "10.132.0.0/14");

    @Test
    void defineAClusterNamedDefault() {
        assertThat(lab(LAB).settings().plan().clusters())
                .containsExactly(new Cluster(
                        "default",
                        new Networks(
                                List.of(Prefix.parse("192.168.99.0/24")),
                                List.of(Prefix.parse("172.22.0.0/16")),
                                List.of(Prefix.parse("10.132.0.0/14"))),
                        List.of(new Target(new Firewall("llm-demo", List.of(), List.of(), Action.ALLOW), true)),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.132.0.0/14,fd00::/48", "10.132.0.0/14 fd00::/48", " 10.132.0.0/14, fd00::/48 "})
    void mayHoldSeveralNetworks(String value) {
        Settings settings = lab(with("CLUSTER_NETWORK", value)).settings();

        assertThat(settings.plan().clusters().getFirst().networks().pod())
                .containsExactly(Prefix.parse("10.132.0.0/14"), Prefix.parse("fd00::/48"));
    }

    @Test
    void areAMistakeBesideConfiguredClusters() {
        assertThat(Configuration.minimal()
                        .with(Map.of("TARGET_NAMESPACE", "llm-demo"))
                        .mistakes())
                .containsExactly("sluice.clusters: is set beside the environment variables [TARGET_NAMESPACE]:"
                        + " use one or the other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TARGET_NAMESPACE", "MACHINE_NETWORK", "SERVICE_NETWORK", "CLUSTER_NETWORK"})
    void areMissedEachByItsName(String name) {
        assertThat(lab(with(name, "")).mistakes()).singleElement().asString().startsWith(name + ": is missing");
        assertThat(lab(Map.of(name, LAB.get(name))).mistakes())
                .hasSize(3)
                .allMatch(mistake -> mistake.contains(": is missing") && !mistake.startsWith(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TARGET_NAMESPACE | LLM              | is not a namespace",
                "TARGET_NAMESPACE | egress-fw-updater| is the namespace of this service",
                "MACHINE_NETWORK  | 192.168.99.1/24  | has host bits set: write 192.168.99.0/24",
                "SERVICE_NETWORK  | 172.22.0.0       | is not a CIDR: it has no /length",
                "CLUSTER_NETWORK  | 10.132.0.0/99    | is not a CIDR: the length is from 0 to 32",
                "MACHINE_NETWORK  | 0.0.0.0/0        | would allow everything"
            })
    void areCheckedLikeAnyOtherValue(String name, String value, String why) {
        assertThat(lab(with(name, value)).mistakes())
                .singleElement()
                .asString()
                .startsWith(name + ": '" + value + "' " + why);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> variables = new HashMap<>(LAB);
        variables.put(name, value);
        return variables;
    }

    private static Configuration lab(Map<String, String> variables) {
        return Configuration.nothing()
                .with("sluice.git.url", "https://git.example/fleet.git")
                .with(variables);
    }
}
