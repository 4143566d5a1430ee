package dev.sluice.cluster.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Call;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.NetworkObjects;
import dev.sluice.policy.NetworkKind;
import dev.sluice.ranges.Prefix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkDetectorTest {

    private static final ClusterConnection DEMO =
            new ClusterConnection("demo", Optional.empty(), Optional.empty(), true, Optional.empty());

    private static final DetectionTerms ADDRESSES = new DetectionTerms(true, false);

    private final ApiServer server = new ApiServer();
    private final Access access = server.access();
    private final NetworkDetector detector = new NetworkDetector(access);

    @AfterEach
    void close() {
        access.close();
        server.close();
    }

    @Test
    void readsEveryKindOfNetwork() {
        NetworkObjects.put(server);

        Detected detected = detector.detect(DEMO, ADDRESSES);

        assertThat(detected)
                .isEqualTo(new Detected(
                        Map.of(
                                NetworkKind.MACHINE, prefixes("192.168.99.0/24"),
                                NetworkKind.SERVICE, prefixes("172.22.0.0/16"),
                                NetworkKind.POD, prefixes("10.132.0.0/14"),
                                NetworkKind.API, prefixes("192.168.99.10/32", "192.168.99.11/32"),
                                NetworkKind.NODE, prefixes("192.168.7.9/32", "192.168.99.10/32", "192.168.99.31/32"),
                                NetworkKind.JOIN, prefixes("100.64.0.0/16"),
                                NetworkKind.TRANSIT, prefixes("100.88.0.0/16")),
                        Map.of(),
                        Optional.empty()));
        assertThat(server.calls())
                .containsExactlyInAnyOrder(
                        Call.GET_CLUSTER_NETWORK,
                        Call.GET_INSTALL_CONFIG,
                        Call.GET_API_ENDPOINTS,
                        Call.LIST_NODES,
                        Call.GET_OPERATOR_NETWORK);
    }

    @Test
    void readsBothFamilies() {
        server.put("""
                apiVersion: config.openshift.io/v1
                kind: Network
                metadata: { name: cluster }
                status:
                  clusterNetwork: [{ cidr: 10.132.0.0/14, hostPrefix: 23 }, { cidr: "fd01::/48", hostPrefix: 64 }]
                  serviceNetwork: [172.22.0.0/16, "fd02::/112"]
                """);
        server.put(NetworkObjects.installConfig("192.168.99.0/24", "fd00:99::/64"));
        server.put(NetworkObjects.node("one", "[\"192.168.99.10/24\",\"fd00:99::10/64\"]"));
        server.put(NetworkObjects.operatorNetwork("{}"));

        Map<NetworkKind, List<Prefix>> networks =
                detector.detect(DEMO, ADDRESSES).networks();

        assertThat(networks)
                .containsEntry(NetworkKind.POD, prefixes("10.132.0.0/14", "fd01::/48"))
                .containsEntry(NetworkKind.SERVICE, prefixes("172.22.0.0/16", "fd02::/112"))
                .containsEntry(NetworkKind.MACHINE, prefixes("192.168.99.0/24", "fd00:99::/64"))
                .containsEntry(NetworkKind.NODE, prefixes("192.168.99.10/32", "fd00:99::10/128"))
                .containsEntry(NetworkKind.JOIN, prefixes("100.64.0.0/16", "fd98::/64"))
                .containsEntry(NetworkKind.TRANSIT, prefixes("100.88.0.0/16", "fd97::/64"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                         | 100.64.0.0/16 | 100.88.0.0/16",
                "{ v4InternalSubnet: 100.70.0.0/16 }                        | 100.70.0.0/16 | 100.88.0.0/16",
                "{ ipv4: { internalJoinSubnet: 100.71.0.0/16 } }            | 100.71.0.0/16 | 100.88.0.0/16",
                "{ ipv4: { internalTransitSwitchSubnet: 100.89.0.0/16 } }   | 100.64.0.0/16 | 100.89.0.0/16",
                "{ v4InternalSubnet: 100.70.0.0/16, ipv4: { internalJoinSubnet: 100.71.0.0/16 } }"
                        + " | 100.71.0.0/16 | 100.88.0.0/16",
            })
    void knowsOldAndNewNamesOfSubnets(String ovn, String join, String transit) {
        NetworkObjects.put(server);
        server.put(NetworkObjects.operatorNetwork(ovn));

        assertThat(detector.detect(DEMO, ADDRESSES).networks())
                .containsEntry(NetworkKind.JOIN, prefixes(join))
                .containsEntry(NetworkKind.TRANSIT, prefixes(transit));
    }

    @Test
    void findsNothingInAClusterWithoutTheseKinds() {
        assertThat(detector.detect(DEMO, ADDRESSES)).isEqualTo(new Detected(Map.of(), Map.of(), Optional.empty()));
    }

    @Test
    void saysWhatItMayNotRead() {
        NetworkObjects.put(server);
        server.refuse("/nodes", 403);

        Detected detected = detector.detect(DEMO, ADDRESSES);

        assertThat(detected.networks()).doesNotContainKey(NetworkKind.NODE).containsKey(NetworkKind.POD);
        assertThat(detected.unseen())
                .containsExactly(Map.entry(
                        NetworkKind.NODE, "nodes: not allowed (403): see that the roles of manifests/ are bound"));
    }

    @Test
    void asksForNoSubnetsWithoutTheFamiliesOfPods() {
        NetworkObjects.put(server);
        server.refuse("config.openshift.io", 503);

        Detected detected = detector.detect(DEMO, ADDRESSES);

        assertThat(detected.networks()).containsOnlyKeys(NetworkKind.MACHINE, NetworkKind.API, NetworkKind.NODE);
        assertThat(detected.unseen())
                .containsOnlyKeys(NetworkKind.POD, NetworkKind.SERVICE, NetworkKind.JOIN, NetworkKind.TRANSIT)
                .allSatisfy((kind, reason) -> assertThat(reason).endsWith(": the API answered 503"));
    }

    @Test
    void seesAgainWhatAnApiToldBeforeItRestarted() {
        NetworkObjects.put(server);
        Detected before = detector.detect(DEMO, ADDRESSES);
        server.refuse("/", 503);

        assertThat(detector.detect(DEMO, ADDRESSES).unseen()).containsOnlyKeys(NetworkKind.values());
        server.relent();
        assertThat(detector.detect(DEMO, ADDRESSES)).isEqualTo(before);
    }

    @Test
    void readsTheOneMachineNetworkOfAnOlderInstallation() {
        NetworkObjects.put(server);
        server.put("""
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: cluster-config-v1, namespace: kube-system }
                data:
                  install-config: |
                    apiVersion: v1
                    networking: { networkType: OpenShiftSDN, machineCIDR: 192.168.98.0/24 }
                """);

        assertThat(detector.detect(DEMO, ADDRESSES).networks())
                .containsEntry(NetworkKind.MACHINE, prefixes("192.168.98.0/24"));
    }

    @Test
    void asksNoNodesWhereTheyAreAllowedByTheirLabel() {
        NetworkObjects.put(server);

        assertThat(detector.detect(DEMO, DetectionTerms.DEFAULT).networks()).doesNotContainKey(NetworkKind.NODE);
        assertThat(server.calls()).doesNotContain(Call.LIST_NODES);
    }

    @Test
    void asksForNodesOnceWhereTheirNamesAndAddressesAreNeeded() {
        // Given
        NetworkObjects.put(server);
        int before = server.requests();
        Detected apart = detector.detect(DEMO, ADDRESSES);
        int needed = server.requests() - before;

        // When
        Detected both = detector.detect(DEMO, new DetectionTerms(true, false, true));

        // Then
        assertThat(server.requests()).isEqualTo(before + 2 * needed);
        assertThat(both.networks()).isEqualTo(apart.networks());
        assertThat(both.nodes()).hasValueSatisfying(nodes -> assertThat(nodes.found())
                .hasValueSatisfying(names -> assertThat(names).isSorted().isNotEmpty()));
    }

    @Test
    void namesNodesWhoseAddressesCannotBeRead() {
        NetworkObjects.put(server);
        server.put(NetworkObjects.node("edge-02", "[\"none\"]"));

        Detected detected = detector.detect(DEMO, new DetectionTerms(true, false, true));

        assertThat(detected.unseen()).containsOnlyKeys(NetworkKind.NODE);
        assertThat(detected.nodes()).hasValueSatisfying(nodes -> assertThat(nodes.found())
                .hasValueSatisfying(names -> assertThat(names).contains("edge-02")));
    }

    @Test
    void waitsNoLongerThanItMay() {
        NetworkObjects.put(server);
        server.refuse("/nodes", ApiServer.SILENCE);
        try (Access impatient = server.access(Duration.ofMillis(500))) {
            assertThat(new NetworkDetector(impatient).detect(DEMO, ADDRESSES).unseen())
                    .containsExactly(Map.entry(
                            NetworkKind.NODE, "nodes: the API cannot be reached or did not answer within 500 ms"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "machineNetwork is 0.0.0.0/0 | 0.0.0.0/0    | would allow everything",
                "machineNetwork is a word    | everything   | is not a CIDR",
                "not YAML                    | '\"broken: ['  | neither JSON nor YAML",
            })
    void takesNoNetworkThatItCannotRead(String situation, String cidr, String reason) {
        NetworkObjects.put(server);
        server.put(NetworkObjects.installConfig(cidr));

        Detected detected = detector.detect(DEMO, ADDRESSES);

        assertThat(detected.networks()).as(situation).doesNotContainKey(NetworkKind.MACHINE);
        assertThat(detected.unseen().get(NetworkKind.MACHINE)).contains(reason);
    }

    @Test
    void readsAnotherClusterByItsKubeconfig(@TempDir Path folder) {
        NetworkObjects.put(server);
        ClusterConnection other = new ClusterConnection(
                "other", Optional.of(server.kubeconfig(folder)), Optional.empty(), true, Optional.empty());

        assertThat(detector.detect(other, ADDRESSES).networks()).containsKey(NetworkKind.MACHINE);
    }

    private static List<Prefix> prefixes(String... texts) {
        return Stream.of(texts).map(Prefix::parse).toList();
    }
}
