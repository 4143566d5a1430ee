package dev.sluice.cluster.impact;

import static dev.sluice.cluster.impact.RandomFlows.FROM;
import static dev.sluice.cluster.impact.RandomFlows.TO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Deltas;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as Network Observability writes them, several of which may show the same flow. */
class FlowCensusTest {

    private static final List<FirewallDelta> CHANGES =
            List.of(Deltas.of("demo", "bank", List.of(), List.of(Rule.deny(Prefix.parse("8.8.8.0/24")))));
    private static final long NOON = 1_767_268_800_000L;

    private final FlowCensus census = census(Optional.empty());

    @Test
    void countsAFlowOnceThatTwoNodesSee() throws IOException {
        // Given a connection of a minute; the node of the EgressIP looks two seconds later than the node of the pod
        for (int i = 12; i > 0; i--) {
            see(census, connection("192.168.99.11", 40_000, NOON + i * 5_000L, 5_000));
            see(census, connection("192.168.99.12", 40_000, NOON + i * 5_000L - 2_000, 5_000));
        }

        // When
        Impact impact = impact(census);

        // Then
        assertThat(impact.flows()).isEqualTo(12);
        assertThat(impact.bytes()).isEqualTo(1_200);
        assertThat(impact.unseen())
                .contains("12 records are left out: they show flows that another node or interface saw as well");
    }

    @Test
    void countsAFlowOnceWhateverTheOrderWithinAPage() throws IOException {
        // Given packets of an instant that each node writes into a stream of its own
        List<String> own = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (int i = 200; i > 0; i--) {
            own.add(connection("192.168.99.11", 40_000 + i, NOON + i * 1_000L, 0));
            other.add(connection("192.168.99.12", 40_000 + i, NOON + i * 1_000L - 1, 0));
        }

        // When
        for (String line : own) {
            see(census, line);
        }
        for (String line : other) {
            see(census, line);
        }

        // Then
        assertThat(impact(census).flows()).isEqualTo(200);
    }

    @Test
    void countsWhatTheOtherNodeSawWhileTheFirstSlept() throws IOException {
        // Given an agent that was inactive until a quarter past
        see(census, connection("192.168.99.11", 40_000, NOON + 1_200_000, 5_000));
        see(census, connection("192.168.99.12", 40_000, NOON + 600_000, 5_000));
        see(census, connection("192.168.99.12", 40_000, NOON + 500_000, 5_000));

        assertThat(impact(census).flows()).isEqualTo(3);
    }

    @Test
    void countsConnectionsThatDifferInAPortEach() throws IOException {
        see(census, connection("192.168.99.11", 40_000, NOON, 5_000));
        see(census, connection("192.168.99.12", 40_001, NOON, 5_000));

        assertThat(impact(census).flows()).isEqualTo(2);
    }

    @Test
    void countsAllOfManyConnectionsWhichOneNodeSees() throws IOException {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < 3 * SecondSights.MOST; i++) {
            see(census, connection("192.168.99.11", random.nextInt(30_000), NOON - i, random.nextInt(10_000)));
        }

        assertThat(impact(census).flows()).as("seed %d", seed).isEqualTo(3 * SecondSights.MOST);
    }

    @Test
    void leavesOutWhatTheNodeCallsADuplicate() throws IOException {
        // Given two interfaces of a node, as releases before 1.6 write them, with and without the mark
        String first = connection("192.168.99.11", 40_000, NOON, 5_000);
        see(census, with(first, "\"Interface\":\"eth0\",\"Duplicate\":false"));
        see(census, with(first, "\"Interface\":\"ovn-k8s-mp0\",\"Duplicate\":true"));
        see(census, with(first, "\"Interface\":\"genev_sys_6081\""));

        Impact impact = impact(census);

        assertThat(impact.flows()).isEqualTo(1);
        assertThat(impact.unseen()).anyMatch(text -> text.startsWith("2 records are left out"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsFlowLogsAndNotTheConversationsThatSumThemUp(boolean asLabel) throws IOException {
        // Given
        for (int i = 5; i > 0; i--) {
            see(census, "flowLog", asLabel, connection("192.168.99.11", 40_000, NOON + i * 5_000L, 5_000));
        }
        see(census, "newConnection", asLabel, connection("192.168.99.11", 40_000, NOON, 0));
        see(census, "heartbeat", asLabel, connection("192.168.99.11", 40_000, NOON, 15_000));
        see(census, "endConnection", asLabel, connection("192.168.99.11", 40_000, NOON, 25_000));

        // When
        Impact impact = impact(census);

        // Then
        assertThat(impact.flows()).isEqualTo(5);
        assertThat(impact.unseen())
                .contains("3 records of conversations are left out: the flows that they sum up are counted");
    }

    @Test
    void countsEachConversationOnceWhereNoFlowLogsAreKept() throws IOException {
        // Given two conversations, each with the bytes of both directions
        for (int port : List.of(40_000, 40_001)) {
            String line = with(connection("192.168.99.11", port, NOON, 25_000), "\"Bytes_AB\":30,\"Bytes_BA\":70");
            see(census, "endConnection", true, line);
            see(census, "heartbeat", true, line);
            see(census, "newConnection", true, line);
        }

        // When
        Impact impact = impact(census);

        // Then
        assertThat(impact.flows()).isEqualTo(2);
        assertThat(impact.bytes()).isEqualTo(60);
        assertThat(impact.unseen())
                .contains("Loki keeps no flow logs: conversations are counted once each, when they have ended, and 4"
                        + " records of them until then are left out");
    }

    @Test
    void leavesOutOtherClustersOfTheSameLoki() throws IOException {
        see(census, of("demo", 1));
        see(census, of("east", 2));
        see(census, of("west", 3));
        see(census, of("", 4));

        Impact impact = impact(census);

        assertThat(impact.flows()).isEqualTo(2);
        assertThat(impact.unseen()).contains("2 records of other clusters are left out: 'east', 'west'");
    }

    @Test
    void countsTheOnlyClusterWhateverItIsCalled() throws IOException {
        see(census, of("0f1e2d3c-0000-4000-8000-000000000000", 1));
        see(census, of("0f1e2d3c-0000-4000-8000-000000000000", 2));

        Impact impact = impact(census);

        assertThat(impact.flows()).isEqualTo(2);
        assertThat(impact.unseen()).hasSize(2);
    }

    @Test
    void saysThatClustersAreCountedTogetherWhichItCannotTellApart() throws IOException {
        for (int i = 0; i < 9; i++) {
            see(census, of("id-" + i, i));
        }

        Impact impact = impact(census);

        assertThat(impact.flows()).isEqualTo(9);
        assertThat(impact.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.flows()).isEqualTo(9);
            assertThat(changed.bytes()).isEqualTo(900);
        });
        assertThat(impact.unseen())
                .contains("flows of several clusters are counted together, since none has the name of this one: 'id-0',"
                        + " 'id-1', 'id-2', 'id-3', 'id-4' and others; set sluice.clusters.demo.flows.cluster-name");
    }

    @Test
    void countsTheNamedClusterAlone() throws IOException {
        FlowCensus named = census(Optional.of("id-1"));
        see(named, of("id-1", 1));
        see(named, of("id-2", 2));
        see(named, of("demo", 3));
        see(named, of("", 4));

        Impact impact = impact(named);

        assertThat(impact.flows()).isEqualTo(1);
        assertThat(impact.unseen())
                .contains("3 records are left out, since they are not of the cluster that"
                        + " sluice.clusters.demo.flows.cluster-name names, but of 'demo', 'id-2'");
    }

    @Test
    void asksForTheNamedClusterAlone() {
        assertThat(GatewayPages.query(source(Optional.of("a\"b\\c")), List.of("shop", "bank")))
                .isEqualTo("{app=\"netobserv-flowcollector\",SrcK8S_Namespace=~\"bank|shop\",DstK8S_Namespace=\"\","
                        + "DstK8S_Type=\"\",K8S_ClusterName=\"a\\\"b\\\\c\"}");
    }

    @Test
    void saysThatAnotherClusterMayBeAmongThoseCounted() throws IOException {
        FlowCensus shared = new FlowCensus(source(Optional.empty()), List.of("east"), CHANGES);
        see(shared, of("", 1));

        assertThat(impact(shared).unseen())
                .contains("flows of east may be among those counted: the same Loki keeps them, and 1 records name no"
                        + " cluster");
    }

    private static FlowCensus census(Optional<String> name) {
        return new FlowCensus(source(name), List.of(), CHANGES);
    }

    private static FlowSource source(Optional<String> name) {
        return new FlowSource(
                FlowSource.FlowStore.LOKI, "demo", URI.create("http://loki"), Path.of("token"), Optional.empty(), name);
    }

    private static Impact impact(FlowCensus census) {
        FlowCensus.CensusResult counted = census.counted();
        return counted.replay().impact("demo", FROM, FROM, TO, Optional.empty(), counted.notes());
    }

    private static String connection(String agent, int port, long end, long duration) {
        return "{\"AgentIP\":\"" + agent + "\",\"Bytes\":100,\"DstAddr\":\"8.8.8.8\",\"DstPort\":443,\"Proto\":6,"
                + "\"Interfaces\":[\"eth" + port % 3 + "\"],\"SrcAddr\":\"10.132.0.7\",\"SrcPort\":" + port
                + ",\"SrcK8S_HostIP\":\"192.168.99.11\",\"TimeFlowEndMs\":" + end + ",\"TimeFlowStartMs\":"
                + (end - duration) + "}";
    }

    private static String with(String line, String fields) {
        return line.substring(0, line.length() - 1) + "," + fields + "}";
    }

    private static String of(String cluster, int port) {
        String line = connection("192.168.99.11", port, NOON, 5_000);
        return cluster.isEmpty() ? line : with(line, "\"K8S_ClusterName\":\"" + cluster + "\"");
    }

    private static void see(FlowCensus census, String line) throws IOException {
        see(census, "", false, line);
    }

    private static void see(FlowCensus census, String type, boolean asLabel, String line) throws IOException {
        Map<String, String> labels = Map.of("SrcK8S_Namespace", "bank", "SrcK8S_OwnerName", "ledger");
        if (!type.isEmpty() && asLabel) {
            labels = Map.of("SrcK8S_Namespace", "bank", "SrcK8S_OwnerName", "ledger", "_RecordType", type);
        }
        String record = type.isEmpty() || asLabel ? line : with(line, "\"_RecordType\":\"" + type + "\"");
        census.accept(FlowRecord.read(FlowPage.JSON, labels, record, TO));
    }
}
