package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.render.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformNamespacesTest {

    private static final String FIREWALL = "sluice.clusters.demo.egress-firewalls[0]";

    @ParameterizedTest
    @ValueSource(strings = {"openshift-gitops", "openshift-ingress", "kube-system", "kube-public", "default"})
    void refusesAFirewallForThePlatform(String namespace) {
        assertThat(Configuration.minimal()
                        .with(FIREWALL + ".namespace", namespace)
                        .mistakes())
                .containsExactly(FIREWALL + ".namespace: '" + namespace + "' belongs to the platform: a firewall there"
                        + " can cut the cluster off from itself; take it out, or set platform-namespace: true beside it"
                        + " if it is meant");
    }

    @Test
    void takesOneThatIsMeant() {
        Configuration meant = Configuration.minimal()
                .with(FIREWALL + ".namespace", "openshift-gitops")
                .with(FIREWALL + ".platform-namespace", "true");

        assertThat(meant.settings().plan().clusters().getFirst().targets())
                .extracting(Target::namespace)
                .containsExactly("openshift-gitops");
    }

    @Test
    void asksForEachEntryByItself() {
        assertThat(Configuration.minimal().and("""
                        sluice:
                          clusters:
                            demo:
                              egress-firewalls:
                                - { namespace: llm-demo }
                                - { namespace: openshift-gitops, otherwise: deny }
                                - { namespace: kube-system, platform-namespace: true }
                                - { namespace: default, platform-namespace: false }
                        """).mistakes())
                .satisfiesExactly(
                        second -> assertThat(second)
                                .startsWith("sluice.clusters.demo.egress-firewalls[1].namespace: 'openshift-gitops'"
                                        + " belongs"),
                        fourth -> assertThat(fourth)
                                .startsWith("sluice.clusters.demo.egress-firewalls[3].namespace: 'default' belongs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openshift", "kubernetes", "kube", "default-shop", "my-openshift-app", "shop-kube-system"})
    void leavesNamespacesOfUsersAlone(String namespace) {
        assertThat(Configuration.minimal()
                        .with(FIREWALL + ".namespace", namespace)
                        .mistakes())
                .isEmpty();
    }

    @Test
    void refusesAnythingButTrueOrFalse() {
        assertThat(Configuration.minimal()
                        .with(FIREWALL + ".platform-namespace", "yes")
                        .mistakes())
                .containsExactly(FIREWALL + ".platform-namespace: 'yes' is neither true nor false");
    }

    @Test
    void refusesOneFromTheLabsVariables() {
        assertThat(Configuration.nothing()
                        .with("sluice.git.url", "https://git.example/fleet.git")
                        .with(Map.of(
                                LabVariables.TARGET_NAMESPACE, "kube-system",
                                LabVariables.MACHINE_NETWORK, "192.168.99.0/24",
                                LabVariables.SERVICE_NETWORK, "172.22.0.0/16",
                                LabVariables.CLUSTER_NETWORK, "10.132.0.0/14"))
                        .mistakes())
                .containsExactly("TARGET_NAMESPACE: 'kube-system' belongs to the platform: a firewall there can cut the"
                        + " cluster off from itself; take it out, or configure it in sluice.clusters with"
                        + " platform-namespace: true if it is meant");
    }

    @Test
    void warnsOfWhatOtherwiseDeniesBesideGivenNetworks() {
        assertThat(Configuration.minimal().with(FIREWALL + ".otherwise", "deny").warnings())
                .containsExactly(FIREWALL + ".otherwise: deny beside networks that are given denies the API servers'"
                        + " endpoints, the join and the transit networks wherever they lie outside these: allow them"
                        + " in before, or set networks.detect: true");
    }

    @Test
    void doesNotWarnWhereNetworksAreDetected() {
        assertThat(Configuration.minimal()
                        .with(FIREWALL + ".otherwise", "deny")
                        .with("sluice.clusters.demo.networks.detect", "true")
                        .warnings())
                .isEmpty();
    }
}
