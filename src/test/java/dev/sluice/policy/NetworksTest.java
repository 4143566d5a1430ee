package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.prefixes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworksTest {

    private static final Networks NETWORKS = new Networks(
            prefixes("192.168.99.0/24", "fd02::/64"),
            prefixes("172.22.0.0/16", "192.168.99.0/24"),
            prefixes("10.132.0.0/14", "fd01::/48"));

    @Test
    void namesMachineServiceAndPodNetworksEachOnce() {
        assertThat(NETWORKS.all())
                .isEqualTo(prefixes("192.168.99.0/24", "fd02::/64", "172.22.0.0/16", "10.132.0.0/14", "fd01::/48"));
    }

    @Test
    void holdsTheAddressesOfThemAll() {
        assertThat(NETWORKS.addresses())
                .isEqualTo(addresses("10.132.0.0/14", "172.22.0.0/16", "192.168.99.0/24", "fd01::/48", "fd02::/64"));
    }

    @Test
    void leavesOutWhatLiesInsideAnother() {
        Networks networks = new Networks(
                prefixes("192.168.99.0/24"),
                prefixes("172.22.0.0/16"),
                prefixes("10.132.0.0/14"),
                prefixes("192.168.99.10/32", "10.0.0.5/32"),
                prefixes("10.0.0.5/32", "192.168.99.11/32", "192.168.7.9/32"),
                prefixes("100.64.0.0/16"),
                prefixes("100.64.0.0/17"),
                false);

        assertThat(networks.all())
                .isEqualTo(prefixes(
                        "192.168.99.0/24",
                        "172.22.0.0/16",
                        "10.132.0.0/14",
                        "10.0.0.5/32",
                        "192.168.7.9/32",
                        "100.64.0.0/16"));
    }

    @Test
    void namesAddressesOfNodesInAStableMinimalForm() {
        Networks oneWay = nodes("10.9.0.7/32", "10.9.0.6/32", "fd00::1/128", "10.9.0.9/32");
        Networks another = nodes("fd00::1/128", "10.9.0.9/32", "10.9.0.6/32", "10.9.0.7/32", "10.9.0.7/32");

        assertThat(oneWay).isEqualTo(another);
        assertThat(oneWay.node()).isEqualTo(prefixes("10.9.0.6/31", "10.9.0.9/32", "fd00::1/128"));
    }

    private static Networks nodes(String... prefixes) {
        return Networks.of(Map.of(NetworkKind.NODE, prefixes(prefixes)));
    }
}
