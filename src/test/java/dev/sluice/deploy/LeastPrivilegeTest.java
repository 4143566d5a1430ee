package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Call;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.NetworkObjects;
import dev.sluice.cluster.callers.Caller;
import dev.sluice.cluster.callers.CallerReview;
import dev.sluice.cluster.lease.Leadership;
import dev.sluice.cluster.lease.LeaseLeadership;
import dev.sluice.cluster.lease.LeaseTerms;
import dev.sluice.cluster.networks.DetectionTerms;
import dev.sluice.cluster.networks.FeatureGates;
import dev.sluice.cluster.networks.NetworkDetector;
import dev.sluice.cluster.operators.OperatorReader;
import dev.sluice.cluster.storage.StorageCheck;
import dev.sluice.cluster.storage.StorageTarget;
import dev.sluice.cluster.verification.ClusterReader;
import dev.sluice.cluster.verification.Deployment;
import dev.sluice.cluster.verification.EventWriter;
import dev.sluice.cluster.verification.Expectations;
import dev.sluice.cluster.verification.Expected;
import dev.sluice.cluster.verification.Memory;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.cluster.verification.Verifier;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The roles allow the calls that the clients make, each of them and no other. */
class LeastPrivilegeTest {

    private static final String COMMIT = "c".repeat(40);
    private static final Instant NOW = Instant.parse("2026-01-02T02:10:00Z");

    private final ApiServer api = new ApiServer();
    private final Access access = api.access();

    /**
     * What a rule allows, or a call needs.
     *
     * @param namespace of the Role; empty for a ClusterRole
     * @param name the only one; empty for any
     */
    record Right(String namespace, String verb, String group, String resource, String name) {}

    @AfterEach
    void close() {
        access.close();
        api.close();
    }

    @Test
    void rolesAllowTheDeclaredCallsAndNothingElse() {
        assertThat(allowed(Permission.all()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Call.values()).map(LeastPrivilegeTest::needed).toList());
    }

    @Test
    @Timeout(60)
    void clientsMakeEveryDeclaredCall() throws InterruptedException {
        // Given
        NetworkObjects.put(api);
        api.answer("tokenreviews", """
                {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview",
                 "status": {"authenticated": true, "user": {"username": "alice"}}}
                """);

        // When
        ClusterConnection asked =
                new ClusterConnection("demo", Optional.empty(), Optional.empty(), true, Optional.empty());
        new NetworkDetector(access).detect(asked, new DetectionTerms(true, false));
        new FeatureGates(access).isOn(asked, FeatureGates.DNS_NAME_RESOLVER);
        new OperatorReader(access)
                .read(
                        new ClusterConnection("demo", Optional.empty(), Optional.empty(), false, Optional.empty()),
                        "openshift-operators-redhat",
                        "loki-operator");
        verify();
        CallerReview callers = new CallerReview(access, Duration.ZERO, System::nanoTime);
        if (callers.caller("a-token") instanceof Caller.Known caller) {
            callers.review(caller, "create", "runs");
        }
        lead();
        new StorageCheck(access, name -> Optional.empty(), Duration.ofSeconds(10))
                .look(new StorageTarget("demo", "netobserv", "loki-s3", Optional.empty(), false, Optional.empty()));

        // Then
        assertThat(api.calls()).containsExactlyInAnyOrder(Call.values());
    }

    private void verify() {
        Deployment deployment = new Deployment(api, "https://git.example/fleet.git");
        deployment.synced(COMMIT);
        deployment.flowCollector("Ready", "True", "");
        ClusterConnection link = new ClusterConnection(
                "demo",
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(new ClusterConnection.SingleApplication("openshift-gitops", "sluice-demo")));
        Expected expected = Expectations.of(
                "demo",
                COMMIT,
                NOW,
                new Expected.GitFolder("https://git.example/fleet.git", "main", "clusters/demo"),
                Stream.of(
                                new ObjectRef(ObjectKind.EGRESS_FIREWALL, "llm-demo", "default"),
                                new ObjectRef(ObjectKind.EGRESS_IP, "", "prod"),
                                new ObjectRef(ObjectKind.LOKI_STACK, "netobserv", "loki"),
                                new ObjectRef(ObjectKind.FLOW_COLLECTOR, "", "cluster"))
                        .map(subject -> new Expected.Declared(subject, "", Map.of("namespace", "netobserv")))
                        .toList());
        Verification verification = new Verifier(
                        new ClusterReader(access),
                        (revision, commit) -> true,
                        ClusterConnections.NONE.pace(),
                        true,
                        new Memory())
                .verify(link, expected, NOW);
        new EventWriter(access).write(link, verification, NOW);
    }

    private void lead() throws InterruptedException {
        LeaseTerms terms = new LeaseTerms(
                "egress-fw-updater", "sluice", Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
        CountDownLatch leads = new CountDownLatch(1);
        try (Leadership leadership = new LeaseLeadership(access, terms, "one", Clock.systemUTC(), System::nanoTime)) {
            leadership.start(leads::countDown);
            leads.await();
        }
    }

    static List<Right> allowed(List<Permission> permissions) {
        return permissions.stream()
                .flatMap(permission -> names(permission)
                        .map(name -> new Right(
                                permission.namespace(),
                                permission.verb(),
                                permission.group(),
                                permission.resource(),
                                name)))
                .toList();
    }

    private static Stream<String> names(Permission permission) {
        return permission.names().isEmpty() ? Stream.of("") : permission.names().stream();
    }

    static Right needed(Call call) {
        String namespace =
                switch (call.reach()) {
                    case CLUSTER -> "";
                    case KUBE_SYSTEM -> "kube-system";
                    case DEFAULT_NAMESPACE -> "default";
                    case OWN_NAMESPACE -> "egress-fw-updater";
                    case CONFIGURED -> "netobserv";
                };
        return new Right(
                namespace,
                call.verb(),
                call.group(),
                call.resource(),
                call.resourceName().orElse(named(call)));
    }

    /** As the manifests' own configuration names it. */
    private static String named(Call call) {
        return switch (call) {
            case GET_LEASE, PATCH_LEASE -> "sluice";
            case GET_STORAGE_SECRET -> "loki-s3";
            default -> "";
        };
    }
}
