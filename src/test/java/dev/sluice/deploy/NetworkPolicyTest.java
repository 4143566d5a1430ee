package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may reach the service, and what it may reach. */
class NetworkPolicyTest {

    private static final Declared POLICY = Declared.only(Declared.MANIFESTS.resolve("base/network-policy.yaml"));
    private static final Declared MONITORING =
            Declared.only(Declared.MANIFESTS.resolve("components/monitoring/network-policy.yaml"));

    @Test
    void letsOutToWhatARunTalksTo() {
        assertThat(POLICY.words("spec", "policyTypes")).containsExactly("Ingress", "Egress");
        assertThat(ports(POLICY, "egress"))
                .containsExactlyInAnyOrder(
                        "UDP 5353", "TCP 5353", "TCP 443", "TCP 6443", "TCP 22", "TCP 9000", "TCP 8080");
    }

    @Test
    void asksForNamesOnlyInTheNamespaceOfTheNameServers() {
        assertThat(POLICY.list("spec", "egress"))
                .filteredOn(rule -> ports(rule).contains("UDP 5353"))
                .singleElement()
                .satisfies(rule -> assertThat(
                                rule.text("to", 0, "namespaceSelector", "matchLabels", "kubernetes.io/metadata.name"))
                        .isEqualTo("openshift-dns"));
    }

    @Test
    void letsInToTheApiAlone() {
        assertThat(ports(POLICY, "ingress")).containsExactly("TCP 8080");
        Declared deployment = Declared.only(Declared.MANIFESTS.resolve("base/deployment.yaml"));
        assertThat(deployment.pod().orElseThrow().list("containers", 0, "ports"))
                .filteredOn(port -> port.text("name").equals("api"))
                .extracting(port -> port.text("containerPort"))
                .containsExactly("8080");
    }

    @Test
    void letsOnlyTheRouterAndNamedNamespacesInToTheApi() {
        assertThat(POLICY.list("spec", "ingress")).singleElement().satisfies(rule -> assertThat(rule.list("from"))
                .extracting(from -> String.valueOf(from.at("namespaceSelector", "matchLabels")))
                .containsExactly("{policy-group.network.openshift.io/ingress=}", "{sluice.dev/calls-api=true}"));
        assertThat(List.of(POLICY, MONITORING)).allSatisfy(policy -> assertThat(policy.list("spec", "ingress"))
                .allSatisfy(rule -> assertThat(rule.list("from")).isNotEmpty()));
    }

    @Test
    void theDocumentationSaysHowANamespaceMayCall() throws IOException {
        assertThat(Files.readString(Path.of("docs/api.md")))
                .contains("oc label namespace llm-demo sluice.dev/calls-api=true");
    }

    @Test
    void letsPrometheusInToTheMetrics() {
        assertThat(ports(MONITORING, "ingress")).containsExactly("TCP 9000");
        assertThat(MONITORING.list("spec", "ingress", 0, "from"))
                .extracting(from -> from.text("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name"))
                .containsExactlyInAnyOrder("openshift-monitoring", "openshift-user-workload-monitoring");
    }

    @Test
    void bothPoliciesAreAboutThePodsOfTheService() {
        Object labels =
                Declared.only(Declared.MANIFESTS.resolve("base/service.yaml")).at("spec", "selector");

        assertThat(List.of(POLICY, MONITORING))
                .allSatisfy(policy -> assertThat(policy.at("spec", "podSelector", "matchLabels"))
                        .isEqualTo(labels));
    }

    @Test
    void componentsLetOutToAProxyAndToOtherPortsOfGit() {
        Object labels =
                Declared.only(Declared.MANIFESTS.resolve("base/service.yaml")).at("spec", "selector");
        Declared proxy = Declared.only(Declared.MANIFESTS.resolve("components/proxy/network-policy.yaml"));
        Declared git = Declared.only(Declared.MANIFESTS.resolve("components/git-ports/network-policy.yaml"));

        assertThat(ports(proxy, "egress")).containsExactly("TCP 3128");
        assertThat(ports(git, "egress")).containsExactlyInAnyOrder("TCP 8443", "TCP 3000", "TCP 7999");
        assertThat(List.of(proxy, git)).allSatisfy(policy -> {
            assertThat(policy.at("spec", "podSelector", "matchLabels")).isEqualTo(labels);
            assertThat(policy.words("spec", "policyTypes")).containsExactly("Egress");
        });
    }

    private static Set<String> ports(Declared policy, String direction) {
        Set<String> all = new TreeSet<>();
        policy.list("spec", direction).forEach(rule -> all.addAll(ports(rule)));
        return all;
    }

    private static Set<String> ports(Declared rule) {
        Set<String> ports = new TreeSet<>();
        rule.list("ports").forEach(port -> ports.add(port.text("protocol") + " " + port.text("port")));
        return ports;
    }
}
