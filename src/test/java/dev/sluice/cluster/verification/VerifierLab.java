package dev.sluice.cluster.verification;

import static dev.sluice.cluster.verification.Deployment.APPLIED;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections.Pace;
import dev.sluice.cluster.verification.Expected.Declared;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster where all is well, and what was committed for it. */
final class VerifierLab implements AutoCloseable {

    private static final Expected.GitFolder SOURCE =
            new Expected.GitFolder("https://git.example/platform/fleet.git", "main", "clusters/demo");

    static final String COMMIT = "c".repeat(40);
    static final String LATER = "d".repeat(40);
    static final Instant COMMITTED = Instant.parse("2026-01-02T02:00:00Z");
    static final List<?> RULES = List.of(Map.of("type", "Deny", "to", Map.of("cidrSelector", "8.8.8.0/24")));
    static final String ZONE_1 = "master-01: EgressFirewall Rules applied";
    static final String ZONE_2 = "worker-01: EgressFirewall Rules applied";

    private static final Pace PACE = new Pace(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60));
    private static final ClusterConnection.SingleApplication WHOLE =
            new ClusterConnection.SingleApplication("openshift-gitops", "sluice-demo");
    private static final ClusterConnection.ApplicationPair PAIR = new ClusterConnection.ApplicationPair(
            new ClusterConnection.SingleApplication("openshift-gitops", "firewall"),
            Optional.of(new ClusterConnection.SingleApplication("openshift-gitops", "observability")));

    final ApiServer api = new ApiServer();
    final Access access = api.access();
    final Deployment deployment = new Deployment(api, "https://git.example/platform/fleet.git");
    final EventWriter events = new EventWriter(access);
    private Memory memory = new Memory();

    VerifierLab() {
        deployment.synced(COMMIT);
        deployment.firewall("llm-demo", RULES, "argocd-controller", APPLIED, ZONE_1, ZONE_2);
        deployment.egressIp("prod", Map.of("192.168.99.103", "master-01"));
        deployment.lokiStack("Ready", "True", "");
        deployment.flowCollector("Ready", "True", "");
        deployment.agents(3, 3);
    }

    static Declared firewall(Scope scope) {
        return new Declared(
                new ObjectRef(ObjectKind.EGRESS_FIREWALL, "llm-demo", "default"),
                scope.part(),
                Map.of("egress", RULES));
    }

    static Declared addresses() {
        return new Declared(
                new ObjectRef(ObjectKind.EGRESS_IP, "", "prod"), "", Map.of("egressIPs", List.of("192.168.99.103")));
    }

    static Declared loki(Scope scope) {
        return new Declared(new ObjectRef(ObjectKind.LOKI_STACK, "netobserv", "loki"), scope.part(), Map.of());
    }

    static Declared flows() {
        return new Declared(
                new ObjectRef(ObjectKind.FLOW_COLLECTOR, "", "cluster"), "", Map.of("namespace", "netobserv"));
    }

    static Declared proof() {
        return new Declared(new ObjectRef(ObjectKind.JOB, "llm-demo", "egress-firewall-trial"), "", Map.of());
    }

    /** Another process takes over. */
    void restart() {
        memory = new Memory();
    }

    /** With one Application for the whole folder. */
    Verification verify(String time, Declared... objects) {
        return verify(COMMIT, time, objects);
    }

    Verification verify(String commit, String time, Declared... objects) {
        return verify(WHOLE, expected(commit, objects), time);
    }

    /** With an Application for each part. */
    Verification verifyPair(String time, Declared... objects) {
        return verify(PAIR, expected(COMMIT, objects), time);
    }

    /** @param folders the parts that are committed, with objects or without */
    Verification verifyPair(List<String> folders, String time, Declared... objects) {
        return verify(PAIR, expected(COMMIT, Set.copyOf(folders), objects), time);
    }

    private Verification verify(ClusterConnection.Deployer deployer, Expected expected, String time) {
        Lineage lineage = (revision, commit) -> commit.compareTo(revision) <= 0;
        Verifier verifier = new Verifier(new ClusterReader(access), lineage, PACE, true, memory);
        return verifier.verify(link(deployer), expected, at(time));
    }

    ClusterConnection link() {
        return link(WHOLE);
    }

    private static ClusterConnection link(ClusterConnection.Deployer deployer) {
        return new ClusterConnection("demo", Optional.empty(), Optional.empty(), false, Optional.of(deployer));
    }

    private static Expected expected(String commit, Declared... objects) {
        return Expectations.of("demo", commit, COMMITTED, SOURCE, List.of(objects));
    }

    private static Expected expected(String commit, Set<String> folders, Declared... objects) {
        return Expectations.of("demo", commit, COMMITTED, SOURCE, folders, List.of(objects));
    }

    /** A time of the day on which all tests take place. */
    static Instant at(String time) {
        return Instant.parse("2026-01-02T" + time + "Z");
    }

    @Override
    public void close() {
        access.close();
        api.close();
    }
}
