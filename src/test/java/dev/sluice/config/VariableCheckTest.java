package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableCheckTest {

    /** What Kubernetes 1.33 sets beside Services named sluice and sluice-metrics. */
    private static final Map<String, String> SERVICE_LINKS = Map.ofEntries(
            Map.entry("SLUICE_SERVICE_HOST", "172.22.0.1"),
            Map.entry("SLUICE_SERVICE_PORT", "8080"),
            Map.entry("SLUICE_SERVICE_PORT_API", "8080"),
            Map.entry("SLUICE_PORT", "tcp://172.22.0.1:8080"),
            Map.entry("SLUICE_PORT_8080_TCP", "tcp://172.22.0.1:8080"),
            Map.entry("SLUICE_PORT_8080_TCP_PROTO", "tcp"),
            Map.entry("SLUICE_PORT_8080_TCP_PORT", "8080"),
            Map.entry("SLUICE_PORT_8080_TCP_ADDR", "172.22.0.1"),
            Map.entry("SLUICE_METRICS_SERVICE_HOST", "172.22.0.2"),
            Map.entry("SLUICE_METRICS_SERVICE_PORT_HTTP", "9000"),
            Map.entry("SLUICE_METRICS_PORT", "tcp://172.22.0.2:9000"),
            Map.entry("SLUICE_METRICS_PORT_9000_UDP_ADDR", "172.22.0.2"));

    @Test
    void ignoresServiceLinks() {
        Settings settings = Configuration.minimal().with(SERVICE_LINKS).settings();

        assertThat(settings.plan().warnings()).isEmpty();
        assertThat(settings)
                .usingRecursiveComparison()
                .isEqualTo(Configuration.minimal().settings());
    }

    @ParameterizedTest
    @CsvSource({
        "SLUICE_BLOCK_FAMILY, SLUICE_BLOCK_FAMILIES",
        "SLUICE_BLOCK_STRATGY, SLUICE_BLOCK_STRATEGY",
        "SLUICE_FAMILIES, SLUICE_BLOCK_FAMILIES",
        "SLUCE_BLOCK_FAMILIES, SLUICE_BLOCK_FAMILIES",
        "SLUICE_GUARDS_RULE_CHANGED, SLUICE_GUARDS_RULES_CHANGED",
        "SLUICE_GIT_TOKENFILE, SLUICE_GIT_TOKEN_FILE",
        "SLUICE_CLUSTERS_DEMO_NETWORK_MACHINE, SLUICE_CLUSTERS_DEMO_NETWORKS_MACHINE",
        "SLUICE_CLUSTERS_DEMO_EGRESS_FIREWALLS_0__OTHERWIS, SLUICE_CLUSTERS_DEMO_EGRESS_FIREWALLS_0__OTHERWISE",
        "sluice_block_family, SLUICE_BLOCK_FAMILIES"
    })
    void refusesAVariableThatResemblesAKey(String name, String meant) {
        assertThat(Configuration.minimal().with(Map.of(name, "both")).mistakes())
                .containsExactly(name + ": is a variable that sets no key of Sluice; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLUICE_GIT", "SLUICE_CLUSTERS_DEMO", "SLUICE_CLUSTERS_NEW_EGRESS_IPS_MY_PROD_ADDRESSES"})
    void refusesAVariableThatSetsNoSingleKey(String name) {
        assertThat(Configuration.minimal().with(Map.of(name, "any")).mistakes())
                .contains(name
                        + ": is a variable that sets no key of Sluice: it could mean several keys, or one with a"
                        + " dash in a name of yours; set the key in a file");
    }

    @Test
    void warnsOfAnyOtherOfItsName() {
        assertThat(Configuration.minimal()
                        .with(Map.of("SLUICE_CHART_VERSION", "s3cr3t", "SLICE_COLOUR", "red", "PATH", "/bin"))
                        .warnings())
                .containsExactly(
                        "SLUICE_CHART_VERSION: is a variable that Sluice does not know; nothing is read from it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SLUICE_BLOCK_FAMILIES",
                "SLUICE_BLOCK_FAMILIES_0_",
                "SLUICE_GUARDS_RULES_CHANGED",
                "sluice_git_branch",
                "sluice.git.branch",
                "SLUICE_CLUSTERS_DEMO_OWN",
                "SLUICE_CLUSTERS_DEMO_LOKI_ADMIN_GROUP_NAME",
                "SLUICE_CLUSTERS_DEMO_EGRESS_FIREWALLS_0__AFTER_0__PORTS_0__PORT",
                "SLUICE_API_KUBERNETES_ENABLED",
                "SLUICE_ASSERTIONS__8_8_8_8__"
            })
    void knowsTheVariablesOfKeys(String name) {
        assertThat(Configuration.minimal().with(Map.of(name, "x")).mistakes())
                .noneMatch(mistake -> mistake.contains("is a variable"));
    }
}
