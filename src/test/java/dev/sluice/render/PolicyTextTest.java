package dev.sluice.render;

import static dev.sluice.render.Samples.cidr;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Action;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Port;
import dev.sluice.policy.Port.Protocol;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Family;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTextTest {

    @Test
    void saysWhatIsBlockedAndHow() {
        // Given
        BlockPolicy block = new BlockPolicy(
                List.of("goog", "partner"),
                List.of("cloud", "crawlers"),
                Strategy.PREFIX_FILTER,
                Set.of(Family.IPV6, Family.IPV4),
                List.of(cidr("2001:4860:4860::/48"), cidr("8.8.8.8/32"), cidr("8.8.4.4/32"), cidr("8.8.8.8/32")));

        // When
        String text = PolicyText.of(block, Samples.cluster(new Networks(List.of(), List.of(), List.of())));

        // Then
        assertThat(text).isEqualTo(ManifestFile.HEADER + """

                include goog
                include partner
                exclude cloud
                exclude crawlers
                strategy prefix-filter
                family ipv4
                family ipv6
                exempt 8.8.4.4/32
                exempt 8.8.8.8/32
                exempt 2001:4860:4860::/48
                """);
    }

    @Test
    void listsEveryNetworkByItsKind() {
        // Given
        Networks networks = new Networks(
                List.of(cidr("192.168.99.0/24"), cidr("fd00:99::/64")),
                List.of(cidr("172.22.0.0/16")),
                List.of(cidr("10.132.0.0/14")),
                List.of(cidr("10.0.0.5/32")),
                List.of(cidr("10.0.0.9/32")),
                List.of(cidr("100.64.0.0/16")),
                List.of(cidr("100.88.0.0/16")),
                true);

        // When
        String text = PolicyText.of(Samples.block(Strategy.EXACT, Family.IPV4), Samples.cluster(networks));

        // Then
        assertThat(text).endsWith("""
                strategy exact
                family ipv4
                network nodes kubernetes.io/os=linux
                network machine 192.168.99.0/24
                network machine fd00:99::/64
                network service 172.22.0.0/16
                network pod 10.132.0.0/14
                network api 10.0.0.5/32
                network node 10.0.0.9/32
                network join 100.64.0.0/16
                network transit 100.88.0.0/16
                """);
    }

    @Test
    void spellsOutTheUsersRulesInTheirOrder() {
        // Given
        Destination nodes = new Destination.Nodes(Map.of("b", "2", "a", "1"));
        Firewall own = new Firewall(
                "team-b",
                List.of(
                        Rule.deny(cidr("203.0.113.0/24")),
                        new Rule(Action.ALLOW, new Destination.DnsName("*.example.org"), List.of())),
                List.of(new Rule(
                        Action.ALLOW, nodes, List.of(new Port(Protocol.UDP, 53), new Port(Protocol.TCP, 6443)))),
                Action.DENY);

        // When
        String text = PolicyText.of(
                Samples.block(Strategy.EXACT, Family.IPV4),
                Samples.cluster(Samples.NETWORKS, new Target(own, false), Samples.target("team-a")));

        // Then
        assertThat(text).endsWith("""
                firewall team-a otherwise Allow
                firewall team-b otherwise Deny
                before team-b Deny 203.0.113.0/24
                before team-b Allow dns *.example.org
                after team-b Allow nodes a=1,b=2 UDP/53 TCP/6443
                """);
    }

    @Test
    void tellsWhichLinesBearOnOneNamespace() {
        // Given
        String policy = """
                strategy exact
                firewall team-a otherwise Allow
                before team-a Allow 192.0.2.0/24
                firewall team-b otherwise Deny
                """;

        // Then
        assertThat(PolicyText.bearingOn("team-b", policy))
                .containsExactly("strategy exact", "firewall team-b otherwise Deny");
        assertThat(PolicyText.bearingOn("", policy)).containsExactly("strategy exact");
    }
}
