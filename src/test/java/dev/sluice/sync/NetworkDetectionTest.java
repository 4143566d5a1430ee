package dev.sluice.sync;

import static dev.sluice.sync.FeedFiles.CLOUD;
import static dev.sluice.sync.FeedFiles.GOOG;
import static dev.sluice.sync.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Call;
import dev.sluice.cluster.Link;
import dev.sluice.cluster.Links;
import dev.sluice.cluster.NetworkObjects;
import dev.sluice.cluster.networks.FeatureGates;
import dev.sluice.cluster.networks.NetworkDetector;
import dev.sluice.gitops.Snapshot;
import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.NetworkKind;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.sync.RunReport.NetworkReport;
import dev.sluice.sync.certificate.Checkout;
import dev.sluice.sync.certificate.Finding;
import dev.sluice.sync.settings.ClusterAccess;
import dev.sluice.sync.settings.DetectionTerms;
import dev.sluice.sync.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkDetectionTest {

    private static final Networks NONE = new Networks(List.of(), List.of(), List.of());

    private static final String KEY = "sluice.clusters.demo.networks";

    private final ApiServer server = new ApiServer();
    private final Access access = server.access();
    private final NetworkDetection detection = new NetworkDetection(new NetworkDetector(access), new FeatureGates(access));
    private RunLab lab;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @AfterEach
    void close() {
        access.close();
        server.close();
    }

    @Test
    void asksNobodyWhereAllIsConfigured() {
        Run run = run(lab.settings(Fleet.of(cluster("demo", "llm-demo"))));

        assertThat(run.execute()).isInstanceOf(Outcome.Committed.class);
        assertThat(run.networks()).isEmpty();
        assertThat(server.requests()).isZero();
    }

    @Test
    void publishesWhatTheClusterTells() {
        // Given
        NetworkObjects.put(server);
        Run run = run(detecting(NONE));

        // When
        Outcome outcome = run.execute();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(published())
                .containsExactly(
                        "nodes kubernetes.io/os=linux",
                        "machine 192.168.99.0/24",
                        "service 172.22.0.0/16",
                        "pod 10.132.0.0/14",
                        "join 100.64.0.0/16",
                        "transit 100.88.0.0/16");
        assertThat(firewall())
                .contains("""
                        spec:
                          egress:
                            - type: Allow
                              to:
                                nodeSelector:
                                  matchLabels:
                                    kubernetes.io/os: linux
                            - type: Allow
                              to:
                                cidrSelector: 192.168.99.0/24
                        """, "cidrSelector: 100.88.0.0/16")
                .doesNotContain("192.168.7.9");
        assertThat(run.networks()).singleElement().satisfies(networks -> assertThat(networks.detected())
                .containsEntry(NetworkKind.API, prefixes("192.168.99.10/32", "192.168.99.11/32"))
                .hasSize(6));
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void publishesTheAddressesOfNodesWhereTheUserAsks() {
        NetworkObjects.put(server);
        Run run = run(byAddresses());

        assertThat(run.execute()).isInstanceOf(Outcome.Committed.class);
        assertThat(published())
                .containsExactly(
                        "machine 192.168.99.0/24",
                        "service 172.22.0.0/16",
                        "pod 10.132.0.0/14",
                        "node 192.168.7.9/32",
                        "join 100.64.0.0/16",
                        "transit 100.88.0.0/16");
        assertThat(firewall()).contains("cidrSelector: 192.168.7.9/32").doesNotContain("nodeSelector");
    }

    @Test
    void changesNothingForANewNode() {
        NetworkObjects.put(server);
        run(detecting(NONE)).execute();
        server.put(NetworkObjects.node("edge-02", "[\"192.168.7.10/24\",\"10.88.0.1/16\"]"));

        assertThat(run(detecting(NONE)).execute()).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void takesTheLabelInPlaceOfAddressesThatArePublished() {
        // Given
        NetworkObjects.put(server);
        run(byAddresses()).execute();
        server.refuse("/", 503);

        // When
        Outcome outcome = run(detecting(NONE)).execute();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(published())
                .startsWith("nodes kubernetes.io/os=linux", "machine 192.168.99.0/24")
                .doesNotContain("node 192.168.7.9/32")
                .hasSize(6);
    }

    @Test
    void isCertifiedByWhatItPublishes(@TempDir Path folder) throws IOException {
        NetworkObjects.put(server);
        run(detecting(NONE)).execute();
        for (Map.Entry<String, String> file : lab.files().entrySet()) {
            Path path = folder.resolve("checkout").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        assertThat(Checkout.check(folder.resolve("checkout"))).singleElement().matches(Finding::isGood);
    }

    @Test
    void warnsOfADetectedNetworkThatTheConfigurationLacks() {
        // Given
        NetworkObjects.put(server);
        Run run = run(detecting(
                new Networks(prefixes("192.168.0.0/16"), prefixes("172.22.0.0/16"), prefixes("10.128.0.0/14"))));

        // When
        run.execute();

        // Then
        assertThat(run.warnings())
                .containsExactly(KEY + ".pod: configured is [10.128.0.0/14], but the cluster says 10.132.0.0/14: both"
                        + " are allowed; correct the configuration or leave it out");
        assertThat(published())
                .contains("machine 192.168.0.0/16", "pod 10.128.0.0/14", "pod 10.132.0.0/14")
                .doesNotContain("machine 192.168.99.0/24", "node 192.168.7.9/32");
    }

    @Test
    void goesOnWithWhatIsConfiguredWhereTheApiIsAway() {
        server.refuse("/", 503);
        Run run = run(detecting(Fleet.NETWORKS));

        assertThat(run.execute()).isInstanceOf(Outcome.Committed.class);

        assertThat(published())
                .containsExactly("nodes kubernetes.io/os=linux", "machine 192.168.99.0/24", "service 172.22.0.0/16", "pod 10.132.0.0/14");
        assertThat(run.warnings()).hasSize(3).allSatisfy(warning -> assertThat(warning)
                .startsWith(KEY + ": ")
                .endsWith("the API answered 503"));
    }

    @Test
    void keepsWhatIsPublishedWhileTheApiIsAway() {
        // Given: published with networks that nobody configured
        NetworkObjects.put(server);
        run(byAddresses()).execute();
        List<String> before = published();
        server.refuse("/", 503);
        lab.feeds.publish(Stream.concat(GOOG.stream(), Stream.of("25.0.0.0/24")).toList(), CLOUD);

        // When: a service that has just started
        Run run = run(byAddresses());

        // Then
        assertThat(run.execute()).isInstanceOf(Outcome.Committed.class);
        assertThat(published()).isEqualTo(before);
        assertThat(run.warnings())
                .contains(KEY + ": node cannot be detected: nodes: the API answered 503; what is published holds")
                .hasSize(4);
    }

    @Test
    void keepsWhatIsPublishedInTheEarlierLayout() {
        // Given
        NetworkObjects.put(server);
        run(detecting(NONE)).execute();
        List<String> before = published();
        String rules = firewall();
        EarlierLayout.lay(lab);
        server.refuse("/", 503);

        // When
        Outcome outcome = run(detecting(NONE)).execute();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(published()).isEqualTo(before);
        assertThat(firewall()).isEqualTo(rules);
        assertThat(lab.files()).containsEntry("clusters/demo/firewall/egress-firewall-llm-demo.yaml", rules);
    }

    @Test
    void reportsWhatItCouldNotSee() {
        NetworkObjects.put(server);
        server.refuse("/nodes", 403);
        Run run = run(byAddresses());

        RunReport report = RunReport.of(1, Instant.EPOCH, Instant.EPOCH, run.execute(), run, "exact");

        assertThat(report.unseen())
                .containsExactly(KEY + ": node cannot be detected: nodes: not allowed (403): see that the roles of"
                        + " manifests/ are bound");
        assertThat(report.warnings()).containsAll(report.unseen());
        assertThat(report.networks())
                .contains(new NetworkReport("demo", "pod", List.of("10.132.0.0/14")))
                .hasSize(6);
    }

    @Test
    void keepsNodesThatTheClusterSuddenlyTellsNothingOf() {
        // Given
        NetworkObjects.put(server);
        run(byAddresses()).execute();
        server.put(NetworkObjects.node("master-01", "[]"));
        server.put(NetworkObjects.node("edge-01", "[]"));

        // When
        Run run = run(byAddresses());

        // Then
        assertThat(run.execute()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(run.warnings())
                .containsExactly(
                        KEY + ": node cannot be detected: the cluster tells of none any more; what is published"
                                + " holds");
    }

    @Test
    void letsANodeGoThatIsGone() {
        NetworkObjects.put(server);
        run(byAddresses()).execute();
        server.put(NetworkObjects.node("edge-01", "[\"192.168.99.31/24\"]"));

        assertThat(run(byAddresses()).execute()).isInstanceOf(Outcome.Committed.class);
        assertThat(published()).doesNotContain("node 192.168.7.9/32");
    }

    @Test
    void publishesNoFirewallWithoutNetworks() {
        NetworkObjects.put(server);
        server.refuse("cluster-config-v1", 403);

        Outcome outcome = run(detecting(NONE)).execute();

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message())
                .startsWith(KEY + ": machine neither detected nor configured")
                .endsWith("cluster-config-v1: not allowed (403): see that the roles of manifests/ are bound");
        assertThat(lab.open(Fleet.of()).fetch().commit()).isEmpty();
    }

    @Test
    void publishesNoFirewallForAClusterThatTellsNothing() {
        Outcome outcome = run(detecting(NONE)).execute();

        assertThat(outcome.message())
                .startsWith(KEY + ": machine, service, pod neither detected nor configured")
                .contains("the cluster tells of no pod network");
    }

    @Test
    void publishesNoFirewallForNetworksThatTogetherAreEverything() {
        NetworkObjects.put(server);
        server.put(NetworkObjects.installConfig("0.0.0.0/1", "128.0.0.0/1"));

        assertThat(run(detecting(NONE)).execute())
                .isEqualTo(new Outcome.Failed(KEY + ": together they cover every IPv4 address: no firewall would deny"
                        + " anything; give the cluster's own networks alone"));
        assertThat(lab.open(Fleet.of()).fetch().commit()).isEmpty();
    }

    @Test
    void publishesWildcardsThatTheClusterTakes() {
        NetworkObjects.put(server);
        server.put(NetworkObjects.featureGates("[{ version: 4.20.1, enabled: [{ name: DNSNameResolver }] }]"));

        assertThat(run(wildcards()).execute()).isInstanceOf(Outcome.Committed.class);
        assertThat(firewall()).contains("dnsName: '*.example.com'");
    }

    @Test
    void publishesNoWildcardThatTheClusterRefuses() {
        NetworkObjects.put(server);
        server.put(NetworkObjects.featureGates("[{ version: 4.20.1, disabled: [{ name: DNSNameResolver }] }]"));

        assertThat(run(wildcards()).execute())
                .isEqualTo(new Outcome.Failed("sluice.clusters.demo.dns-name-resolver: rules hold DNS names with *. in"
                        + " front, and the cluster's feature gate DNSNameResolver is off: OVN-Kubernetes refuses the"
                        + " whole firewall unless the feature gate is on; name the hosts, or set it to true where the"
                        + " gate is on"));
        assertThat(lab.open(Fleet.of()).fetch().commit()).isEmpty();
    }

    @Test
    void publishesNoWildcardWhileTheClusterCannotBeAsked() {
        NetworkObjects.put(server);
        server.refuse("/featuregates", 503);

        assertThat(run(wildcards()).execute().message())
                .startsWith("sluice.clusters.demo.dns-name-resolver: rules hold DNS names with *. in front, and the"
                        + " cluster cannot be asked whether DNSNameResolver is on: ");
        assertThat(lab.open(Fleet.of()).fetch().commit()).isEmpty();
    }

    @Test
    void asksForNoFeatureGateWithoutWildcards() {
        NetworkObjects.put(server);

        run(detecting(NONE)).execute();

        assertThat(server.calls()).doesNotContain(Call.GET_FEATURE_GATE);
    }

    @Test
    void warnsOfRulesInAFamilyThatTheClusterLacks() {
        NetworkObjects.put(server);
        Run run = run(detecting(Rule.deny(Prefix.parse("2001:db8::/32"))));

        run.execute();

        assertThat(run.warnings())
                .containsExactly("sluice.clusters.demo.egress-firewalls: the rule 'Deny 2001:db8::/32' of namespace"
                        + " llm-demo matches nothing: the cluster's pods have no IPv6 network; take it out");
    }

    @Test
    void warnsOfIpv6ThatWasDetected() {
        NetworkObjects.put(server);
        server.put(NetworkObjects.installConfig("192.168.99.0/24", "fd00:99::/64"));
        Run run = run(detecting(NONE));

        run.execute();

        assertThat(run.warnings())
                .singleElement()
                .asString()
                .startsWith("sluice.block.families: cluster demo has IPv6 networks");
    }

    private Run run(Settings settings) {
        Lookout lookout = new Seeing() {
            @Override
            public NetworkDetection.Resolved networks(Settings asked, Snapshot published) {
                return detection.resolve(asked, published);
            }
        };
        return new Run(settings, RunLab.reader(settings), RunLab.outlet(settings, lab::pushing), RunLab.WORDS, lookout);
    }

    private Settings detecting(Networks configured) {
        return detecting(cluster("demo", "llm-demo").with(configured), DetectionTerms.DEFAULT);
    }

    private Settings byAddresses() {
        return detecting(cluster("demo", "llm-demo").with(NONE), new DetectionTerms(true, false));
    }

    private Settings detecting(Rule before) {
        return detecting(ruled(before), DetectionTerms.DEFAULT);
    }

    private Settings wildcards() {
        Rule rule = new Rule(Action.ALLOW, new Destination.DnsName("*.example.com"), List.of());
        return detecting(ruled(rule), new DetectionTerms(false, true));
    }

    private static Cluster ruled(Rule before) {
        return cluster("demo", Optional.empty(), Fleet.target("llm-demo", Action.ALLOW, before))
                .with(NONE);
    }

    private Settings detecting(Cluster cluster, DetectionTerms terms) {
        Link link = new Link("demo", Optional.empty(), Optional.empty(), true, Optional.empty());
        Settings settings = lab.settings(Fleet.of(cluster));
        ClusterAccess access = settings.access().with(new Links(List.of(link), Links.NONE.pace()));
        return settings.with(access.with(Map.of("demo", terms)));
    }

    /** Kind and prefix of each network in the published policy. */
    private List<String> published() {
        return lab.files()
                .get("clusters/demo/.sluice/policy.txt")
                .lines()
                .filter(line -> line.startsWith("network "))
                .map(line -> line.substring("network ".length()))
                .toList();
    }

    private String firewall() {
        return lab.files().values().stream()
                .filter(text -> text.contains("\nkind: EgressFirewall\n"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Prefix> prefixes(String... texts) {
        return Stream.of(texts).map(Prefix::parse).toList();
    }
}
