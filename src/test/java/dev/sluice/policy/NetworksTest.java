package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.prefixes;
import static org.assertj.core.api.Assertions.assertThat;

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
}
