package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gitops.OwnedFolder;
import dev.sluice.gitops.Remote;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.policy.Action;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Blocked;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import dev.sluice.render.Cluster;
import dev.sluice.render.Provenance;
import dev.sluice.render.Source;
import dev.sluice.render.Target;
import dev.sluice.run.Fleet;
import dev.sluice.run.RunLab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that do not say what was meant go nowhere, wherever they were spoiled. */
class ClusterPlanTest {

    private static final Rule HTTPS = new Rule(
            Action.ALLOW, new Destination.Cidr(Prefix.parse("8.8.8.0/24")), List.of(new Port(Port.Protocol.TCP, 443)));

    private static final Target TARGET = Fleet.target("llm-demo", Action.ALLOW, HTTPS);
    private static final Cluster DEMO = Fleet.cluster("demo", Optional.empty(), TARGET);
    private static final BlockPolicy BLOCK = Fleet.of(DEMO).block();

    private static final List<Prefix> DENIED = List.of(Prefix.parse("8.8.4.0/24"), Prefix.parse("8.8.8.0/24"));
    private static final IpSet ADDRESSES = IpSet.of(DENIED);
    private static final Blocked BLOCKED = new Blocked(ADDRESSES, DENIED, ADDRESSES);
    private static final List<Rule> RIGHT = RuleList.of(DEMO.networks(), TARGET.firewall(), DENIED, BLOCK.families())
            .rules();

    private RunLab lab;

    @BeforeEach
    void makeRepository(@TempDir Path folder) {
        lab = new RunLab(folder);
    }

    @Test
    void takesRulesThatSayWhatIsMeant() {
        assertThat(plan(RIGHT).change().written()).containsKey("clusters/demo/firewall/egress-firewall-llm-demo.yaml");
    }

    @Test
    void refusesRulesThatForgetAPrefix() {
        assertThatThrownBy(() -> plan(without(RIGHT, Rule.deny(Prefix.parse("8.8.4.0/24")))))
                .isInstanceOf(ProofException.class)
                .hasMessage("the rules for namespace llm-demo of cluster demo decide 8.8.4.0 otherwise than meant:"
                        + " meant is 'Deny', written is 'Allow'");
    }

    @Test
    void refusesRulesThatForgetANetwork() {
        // Given
        Cluster inside = new Cluster(
                "demo",
                new Networks(List.of(Prefix.parse("8.8.8.0/25")), List.of(), List.of()),
                DEMO.targets(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());

        // When
        assertThatThrownBy(() -> plan(inside, RIGHT))
                // Then
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("decide 8.8.8.0 otherwise than meant");
    }

    @Test
    void refusesRulesThatDenyTooMuch() {
        // Given
        List<Rule> rules = new ArrayList<>(RIGHT);
        rules.add(rules.size() - 1, Rule.deny(Prefix.everything(Family.IPV6)));

        // When
        assertThatThrownBy(() -> plan(rules))
                // Then
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("decide :: otherwise than meant");
    }

    @Test
    void refusesRulesThatForgetAPort() {
        assertThatThrownBy(() -> plan(without(RIGHT, HTTPS)))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("meant is 'Allow TCP/443; Deny', written is 'Deny'");
    }

    @Test
    void refusesRulesThatDoNotFollowFromTheListsPublishedBesideThem() {
        assertThatThrownBy(() -> plan(DEMO, RIGHT, DENIED.subList(0, 1)))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("decide 8.8.8.0 otherwise than meant")
                .hasMessageContaining("meant is 'Allow TCP/443; Allow'");
    }

    private ClusterPlan plan(List<Rule> rules) {
        return plan(DEMO, rules);
    }

    private ClusterPlan plan(Cluster cluster, List<Rule> rules) {
        return plan(cluster, rules, DENIED);
    }

    private ClusterPlan plan(Cluster cluster, List<Rule> rules, List<Prefix> published) {
        try (Remote remote = lab.open(Fleet.of(cluster))) {
            OwnedFolder folder = new OwnedFolder(remote.fetch(), "clusters/demo", Provenance::isOwned);
            EgressFirewallCodec codec = new EgressFirewallCodec();
            List<Source> sources = List.of(
                    new Source(PrefixList.of("goog", published), OptionalLong.empty(), "-"),
                    new Source(PrefixList.of("cloud", List.of()), OptionalLong.empty(), "-"));
            return new ClusterPlanner(
                            BLOCK, BLOCKED, sources, codec, new PublishedManifests(codec), new RuleComparison())
                    .of(cluster, Map.of("llm-demo", new RuleList(rules)), folder);
        }
    }

    private static List<Rule> without(List<Rule> rules, Rule rule) {
        List<Rule> rest = new ArrayList<>(rules);
        assertThat(rest.remove(rule)).isTrue();
        return rest;
    }
}
