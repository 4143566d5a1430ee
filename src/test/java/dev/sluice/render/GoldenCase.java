package dev.sluice.render;

import static dev.sluice.render.Samples.NETWORKS;
import static dev.sluice.render.Samples.cidr;
import static dev.sluice.render.Samples.cluster;
import static dev.sluice.render.Samples.target;

import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.manifest.Yaml;
import dev.sluice.policy.Action;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Blocked;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Port;
import dev.sluice.policy.Port.Protocol;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The settings behind each golden folder, which is named like the case in lower case. */
public enum GoldenCase {
    COMPACT(Samples.block(Strategy.COMPACT, Family.IPV4), lab()),
    DUAL_STACK(dualStackBlock(), dualStack()),
    EXTERNAL_SECRET(Samples.block(Strategy.PREFIX_FILTER, Family.IPV4), externalSecret()),
    FLOW_COLLECTOR_WITHOUT_LOKI(Samples.block(Strategy.EXACT, Family.IPV6), flowCollectorWithoutLoki()),
    LAB(Samples.block(Strategy.EXACT, Family.IPV4), lab()),
    MINIMAL(Samples.block(Strategy.EXACT, Family.IPV4), cluster(NETWORKS, target("llm-demo"))),
    OPERATORS_OF_OTHERS(Samples.block(Strategy.EXACT, Family.IPV4), operatorsOfOthers()),
    SHARED_EGRESS_IP(Samples.block(Strategy.EXACT, Family.IPV4), sharedEgressIp()),
    TRIED_FROM_A_NODE(Samples.block(Strategy.EXACT, Family.IPV4), triedFromANode()),
    TRIED_FROM_INSIDE(Samples.block(Strategy.EXACT, Family.IPV4), triedFromInside()),
    UNMANAGED_NAMESPACE(Samples.block(Strategy.EXACT, Family.IPV4), unmanagedNamespace());

    private final BlockPolicy block;
    private final Cluster cluster;

    GoldenCase(BlockPolicy block, Cluster cluster) {
        this.block = block;
        this.cluster = cluster;
    }

    GoldenFolder folder() {
        return new GoldenFolder(Path.of("src/test/resources/golden", toString()));
    }

    public List<ManifestFile> files() {
        List<ManifestFile> files =
                new ArrayList<>(new ClusterFolder(new EgressFirewallCodec()).render(cluster, decided(), part -> false));
        files.addAll(new Provenance(Samples.SOURCES, PolicyText.of(block, cluster)).files());
        return files;
    }

    /** What the manifests declare whose paths start so. */
    public Stream<Map<?, ?>> documents(String start) {
        return files().stream()
                .filter(file -> file.path().startsWith(start) && file.path().endsWith(".yaml"))
                .filter(file -> !file.path().endsWith("kustomization.yaml"))
                .map(file -> Yaml.read(file.text()));
    }

    /** An annotation of Argo CD's; empty where there is none. */
    static String annotation(Map<?, ?> document, String name) {
        Map<?, ?> metadata = (Map<?, ?>) document.get("metadata");
        Map<?, ?> annotations = (Map<?, ?>) metadata.get("annotations");
        return Objects.toString(annotations.get("argocd.argoproj.io/" + name), "");
    }

    public Decided decided() {
        Blocked blocked = block.block(block.select(Samples.LISTS));
        Map<String, RuleList> firewalls = new TreeMap<>();
        cluster.targets()
                .forEach(target ->
                        firewalls.put(target.namespace(), block.rules(cluster.networks(), target.firewall(), blocked)));
        return new Decided(blocked, firewalls);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Cluster lab() {
        return new Cluster(
                "lab",
                NETWORKS,
                List.of(target("llm-demo")),
                List.of(Samples.egressIp("llm-demo")),
                List.of("master-01-demo"),
                Optional.of(Samples.LOKI),
                Optional.of(Samples.FLOWS));
    }

    private static BlockPolicy dualStackBlock() {
        return new BlockPolicy(
                List.of("goog"),
                List.of("cloud"),
                Strategy.EXACT,
                Set.of(Family.IPV6, Family.IPV4),
                List.of(cidr("2001:4860:4860::/48"), cidr("8.8.8.8/32")));
    }

    private static Cluster dualStack() {
        Networks networks = new Networks(
                List.of(cidr("192.168.99.0/24"), cidr("fd00:99::/64")),
                List.of(cidr("172.22.0.0/16"), cidr("fd00:22::/112")),
                List.of(cidr("10.132.0.0/14"), cidr("fd00:132::/48")));
        Firewall firewall = new Firewall(
                "llm-demo",
                List.of(
                        Rule.allow(cidr("203.0.113.0/24")),
                        new Rule(
                                Action.ALLOW,
                                new Destination.Cidr(cidr("8.8.8.0/24")),
                                List.of(new Port(Protocol.TCP, 53), new Port(Protocol.UDP, 53))),
                        new Rule(Action.ALLOW, new Destination.DnsName("*.example.org"), List.of()),
                        new Rule(
                                Action.DENY,
                                new Destination.DnsName("www.example.com"),
                                List.of(new Port(Protocol.TCP, 80)))),
                List.of(
                        new Rule(
                                Action.DENY,
                                new Destination.Cidr(cidr("2001:db8::/32")),
                                List.of(new Port(Protocol.SCTP, 9))),
                        new Rule(
                                Action.ALLOW,
                                new Destination.Nodes(Map.of("node-role.kubernetes.io/control-plane", "")),
                                List.of(new Port(Protocol.TCP, 6443))),
                        new Rule(
                                Action.ALLOW,
                                new Destination.Nodes(Map.of("example.org/spare", "yes", "example.org/rack", "08")),
                                List.of()),
                        Rule.allow(cidr("2001:db8:7::/48"))),
                Action.DENY);
        EgressIp ip = new EgressIp(
                "both-families",
                List.of(Address.parse("192.168.99.103"), Address.parse("fd00:99::")),
                Map.of("egress", "on"),
                List.of("llm-demo"));
        return new Cluster(
                "dual-stack",
                networks,
                List.of(new Target(firewall, true)),
                List.of(ip),
                List.of("worker-01-demo", "master-01-demo"),
                Optional.empty(),
                Optional.empty());
    }

    private static Cluster externalSecret() {
        LokiStack.External external = new LokiStack.External(
                "vault",
                "ClusterSecretStore",
                "clusters/demo/loki",
                Map.of(
                        "endpoint",
                        "url",
                        "bucketnames",
                        "bucket",
                        "access_key_secret",
                        "secret",
                        "access_key_id",
                        "id"),
                "1h");
        LokiStack loki = new LokiStack(
                "flows",
                "netobserv-loki",
                "1x.extra-small",
                "ceph-rbd",
                new LokiStack.StorageSecret("flows-s3", "s3", Optional.of(external)),
                Optional.empty(),
                LocalDate.of(2024, 10, 1),
                Map.of(),
                Optional.empty());
        FlowCollector flows =
                new FlowCollector("netobserv", 1, List.of("FlowRTT", "PacketDrop"), true, "EXT:Google", "Service");
        return cluster(NETWORKS, Optional.of(loki), Optional.of(flows), target("llm-demo"));
    }

    private static Cluster flowCollectorWithoutLoki() {
        FlowCollector flows = new FlowCollector("netobserv", 50, List.of(), false, "EXT:Google", "Direct");
        return cluster(NETWORKS, Optional.empty(), Optional.of(flows), target("llm-demo"));
    }

    /** OpenShift Logging owns the one operator; the other comes from a disconnected cluster's catalogue. */
    private static Cluster operatorsOfOthers() {
        Installation mirrored =
                new Installation(true, false, "v1.11.0", "cs-mirror", "catalogues", Installation.Approval.MANUAL);
        return cluster(NETWORKS, Optional.of(Samples.LOKI), Optional.of(Samples.FLOWS), target("llm-demo"))
                .with(Map.of(
                        Operator.LOKI,
                        Operator.LOKI.usual().limitedTo(false, false),
                        Operator.NETWORK_OBSERVABILITY,
                        mirrored));
    }

    private static Cluster sharedEgressIp() {
        EgressIp shared = new EgressIp(
                "shared",
                List.of(Address.parse("192.168.99.104"), Address.parse("192.168.99.103")),
                Map.of("tier", "backend", "env", "egress-demo"),
                List.of("team-b", "team-a"));
        EgressIp second = new EgressIp(
                "team-b-only",
                List.of(Address.parse("192.168.99.105")),
                Map.of("example.org/team", "b"),
                List.of("team-b", "without-firewall"));
        return new Cluster(
                "shared-egress-ip",
                NETWORKS,
                List.of(target("team-b"), target("team-a")),
                List.of(shared, second),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Cluster triedFromInside() {
        Trial trial = new Trial(
                "mirror.example/tools/curl@sha256:" + "0123456789abcdef".repeat(4),
                Trial.DEFAULT_BLOCKED,
                URI.create("http://status.example.org:8081/up"));
        return cluster(
                NETWORKS,
                target("untried"),
                new Target(target("llm-demo").firewall(), true, Optional.of(trial)),
                new Target(target("other").firewall(), false, Optional.of(trial)));
    }

    private static Cluster triedFromANode() {
        Trial trial = new Trial(
                Trial.DEFAULT_IMAGE, Trial.DEFAULT_BLOCKED, Trial.DEFAULT_CONTROL, Optional.of("worker-02-demo"));
        return cluster(NETWORKS, new Target(target("llm-demo").firewall(), true, Optional.of(trial)));
    }

    private static Cluster unmanagedNamespace() {
        return new Cluster(
                "unmanaged-namespace",
                NETWORKS,
                List.of(new Target(target("llm-demo").firewall(), false)),
                List.of(Samples.egressIp("llm-demo")),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
