package dev.sluice.plan.briefing;

import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.AssertionResult;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Deltas;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.policy.Selection;
import dev.sluice.policy.Strategy;
import dev.sluice.policy.certificate.Certificate;
import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.ranges.Entry;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One state of feeds and policy, from which rules follow as they do in a run. */
public record Sample(Selection selection, BlockPolicy block, Networks networks, List<Firewall> firewalls) {

    public static final String[] GOOG = {
        "8.8.4.0/24",
        "8.8.8.0/24",
        "34.64.0.0/14",
        "64.233.160.0/19",
        "66.102.0.0/20",
        "72.14.192.0/18",
        "108.177.0.0/17",
        "142.250.0.0/15",
        "172.217.0.0/16",
        "173.194.0.0/16",
        "192.178.0.0/15",
        "209.85.128.0/17",
        "216.239.32.0/19",
        "2001:4860::/32",
        "2600:1900::/28"
    };

    public static final String[] CLOUD = {
        "34.64.0.0/15 us-central1", "34.66.0.0/16 europe-west3", "2600:1900::/29 us-east1"
    };

    public static final Sample PLAIN = new Sample(
            selection(GOOG, CLOUD),
            new BlockPolicy(List.of("goog"), List.of("cloud"), Strategy.EXACT, Set.of(Family.values()), List.of()),
            new Networks(
                    List.of(Prefix.parse("192.168.99.0/24")),
                    List.of(Prefix.parse("172.22.0.0/16")),
                    List.of(Prefix.parse("10.132.0.0/14"))),
            List.of(firewall("bank"), firewall("shop")));

    public static Firewall firewall(String namespace, Rule... before) {
        return new Firewall(namespace, List.of(before), List.of(), Action.ALLOW);
    }

    /** @param cloud a prefix and its scope */
    static Selection selection(String[] goog, String... cloud) {
        List<Entry> entries = Stream.of(cloud)
                .map(entry -> entry.split(" ", 2))
                .map(entry -> new Entry(Prefix.parse(entry[0]), entry.length > 1 ? entry[1] : ""))
                .toList();
        return new Selection(
                List.of(PrefixList.of("goog", Stream.of(goog).map(Prefix::parse).toList())),
                List.of(new PrefixList("cloud", entries)));
    }

    public static String[] goog(String... more) {
        return Stream.concat(Stream.of(GOOG), Stream.of(more)).toArray(String[]::new);
    }

    static String[] cloud(String... more) {
        return Stream.concat(Stream.of(CLOUD), Stream.of(more)).toArray(String[]::new);
    }

    public Sample feeds(String[] goog, String... cloud) {
        return new Sample(selection(goog, cloud), block, networks, firewalls);
    }

    public Sample with(Strategy strategy) {
        return new Sample(selection, block.with(strategy), networks, firewalls);
    }

    public Sample with(Firewall... others) {
        return new Sample(selection, block, networks, List.of(others));
    }

    public Sample exempting(String prefix) {
        BlockPolicy exempting = new BlockPolicy(
                block.include(), block.exclude(), block.strategy(), block.families(), List.of(Prefix.parse(prefix)));
        return new Sample(selection, exempting, networks, firewalls);
    }

    public Sample onlyIpv4() {
        BlockPolicy ipv4 = new BlockPolicy(
                block.include(), block.exclude(), block.strategy(), Set.of(Family.IPV4), block.exempt());
        return new Sample(selection, ipv4, networks, firewalls);
    }

    public Sample dualStack() {
        Networks both = new Networks(
                networks.machine(),
                networks.service(),
                List.of(Prefix.parse("10.132.0.0/14"), Prefix.parse("fd01::/48")));
        return new Sample(selection, block, both, firewalls);
    }

    List<Rule> rules(Firewall firewall) {
        return RuleList.of(networks, firewall, block.block(selection).prefixes(), block.families())
                .rules();
    }

    /** The way from another state to this one in a cluster; what is published has no scopes. */
    public ClusterChange after(Optional<Sample> before, String cluster) {
        List<FirewallDelta> changes = new ArrayList<>();
        Map<String, Certificate> certificates = new HashMap<>();
        List<AssertionResult> assertions = new ArrayList<>();
        for (Firewall firewall : firewalls) {
            List<Rule> now = rules(firewall);
            DecisionFunction decision = DecisionFunction.of(now);
            changes.add(Deltas.of(
                    cluster,
                    firewall.namespace(),
                    before.flatMap(sample -> sample.named(firewall.namespace()).map(sample::rules))
                            .orElse(List.of()),
                    now));
            certificates.put(firewall.namespace(), new Certificate(cluster, firewall.namespace(), decision, decision));
            assertions.addAll(
                    AssertionResult.all(List.of(Assertion.GOOGLE), networks, List.of(), firewall, new RuleList(now)));
        }
        return new ClusterChange(
                cluster,
                before.isEmpty() ? ClusterChange.Transition.NEW : ClusterChange.Transition.CHANGED,
                networks,
                changes,
                certificates,
                NetEffect.of(changes),
                before.map(sample -> published(sample.selection)),
                selection,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                assertions);
    }

    private Optional<Firewall> named(String namespace) {
        return firewalls.stream()
                .filter(firewall -> firewall.namespace().equals(namespace))
                .findFirst();
    }

    private static Selection published(Selection selection) {
        return new Selection(
                selection.included().stream()
                        .map(list -> PrefixList.of(list.name(), list.prefixes()))
                        .toList(),
                selection.excluded().stream()
                        .map(list -> PrefixList.of(list.name(), list.prefixes()))
                        .toList());
    }

    static Map<String, Integer> byStrategy() {
        return Map.of("exact", 15, "prefix-filter", 15);
    }
}
