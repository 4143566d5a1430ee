package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.policy.Destination.Cidr;
import dev.sluice.policy.Destination.DnsName;
import dev.sluice.policy.Destination.Nodes;
import dev.sluice.ranges.Prefix;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "*.example.com", "a", "EXAMPLE.com.", "xn--bcher-kva.example", "1.example.com"})
    void takesTheNamesThatTheClusterTakes(String name) {
        assertThat(new DnsName(name)).hasToString("dns " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "*",
                "*.",
                "*example.com",
                "*.*.example.com",
                "a.*.example.com",
                "example..com",
                ".example.com",
                "example.com..",
                "example.com/24",
                "exa mple.com",
                " example.com",
                "example.com\n",
                "bücher.example",
                "_srv.example.com"
            })
    void refusesAnyOtherName(String name) {
        assertThatThrownBy(() -> new DnsName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + name + "' is not a DNS name: no cluster takes it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "8.8.8.8.", "8", "1.2.3", "*.8"})
    void refusesAnAddressInPlaceOfAName(String address) {
        assertThatThrownBy(() -> new DnsName(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + address + "' is not a DNS name: write an address as cidr");
    }

    @Test
    void ordersTheLabelsOfNodes() {
        assertThat(new Nodes(Map.of("zone", "a", "role", "edge", "empty", "")))
                .hasToString("nodes empty=,role=edge,zone=a");
    }

    @Test
    void keepsItsOwnLabels() {
        Map<String, String> labels = new TreeMap<>(Map.of("role", "edge"));
        Nodes nodes = new Nodes(labels);

        labels.clear();

        assertThat(nodes.labels()).containsExactly(Map.entry("role", "edge")).isUnmodifiable();
    }

    @Test
    void refusesToSelectEveryNode() {
        assertThatThrownBy(() -> new Nodes(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("every node");
    }

    @Test
    void printsAPrefixAsCidr() {
        assertThat(new Cidr(Prefix.parse("2001:4860::/32"))).hasToString("2001:4860::/32");
    }
}
