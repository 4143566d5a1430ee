package dev.sluice.render;

import dev.sluice.policy.Action;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import dev.sluice.ranges.Sha256;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Settings and published lists that several tests share. */
public final class Samples {

    /** Overlaps with the other list in part, lies in it, and stands apart from it, in both families. */
    static final PrefixList GOOG = list(
            "goog",
            "8.8.4.0/24",
            "8.8.8.0/24",
            "34.0.0.0/15",
            "35.185.160.0/20",
            "142.250.0.0/15",
            "2001:4860::/32",
            "2600:1900::/28");

    static final PrefixList CLOUD =
            list("cloud", "34.0.0.0/16", "34.1.0.0/20", "35.185.128.0/18", "104.154.0.0/15", "2600:1900::/31");

    static final List<Source> SOURCES = List.of(source(GOOG, 1_767_225_600_000L), source(CLOUD, 1_767_225_600_000L));

    static final Map<String, PrefixList> LISTS = Map.of("goog", GOOG, "cloud", CLOUD);

    public static final Networks NETWORKS = new Networks(
            List.of(cidr("192.168.99.0/24")), List.of(cidr("172.22.0.0/16")), List.of(cidr("10.132.0.0/14")));

    static final LokiStack LOKI = new LokiStack(
            "loki",
            "netobserv",
            "1x.demo",
            "nfs-csi",
            new LokiStack.StorageSecret("loki-s3", "s3", Optional.empty()),
            Optional.of(1),
            LocalDate.of(2022, 6, 1),
            Map.of("ingester", 1, "gateway", 1, "indexGateway", 1),
            Optional.of(new LokiStack.AdminGroup("cluster-admin", List.of("admin"), "cluster-admin")));

    static final FlowCollector FLOWS =
            new FlowCollector("netobserv", 50, List.of("FlowRTT"), false, "EXT:Google", "Direct");

    private Samples() {}

    static Prefix cidr(String text) {
        return Prefix.parse(text);
    }

    static PrefixList list(String name, String... prefixes) {
        return PrefixList.of(name, Stream.of(prefixes).map(Prefix::parse).toList());
    }

    static Source source(PrefixList list, long token) {
        return new Source(list, OptionalLong.of(token), Sha256.hex(list.text()));
    }

    static BlockPolicy block(Strategy strategy, Family family) {
        return new BlockPolicy(List.of("goog"), List.of("cloud"), strategy, Set.of(family), List.of());
    }

    /** A namespace with no rules of its own, where everything else is allowed. */
    public static Target target(String namespace) {
        return new Target(new Firewall(namespace, List.of(), List.of(), Action.ALLOW), true);
    }

    static EgressIp egressIp(String namespace) {
        return new EgressIp(
                "egressips-prod",
                List.of(Address.parse("192.168.99.103")),
                Map.of("env", "egress-demo"),
                List.of(namespace));
    }

    public static Cluster cluster(Networks networks, Target... targets) {
        return cluster(networks, Optional.empty(), Optional.empty(), targets);
    }

    public static Cluster cluster(
            Networks networks, Optional<LokiStack> loki, Optional<FlowCollector> flows, Target... targets) {
        return new Cluster("demo", networks, List.of(targets), List.of(), List.of(), loki, flows);
    }
}
