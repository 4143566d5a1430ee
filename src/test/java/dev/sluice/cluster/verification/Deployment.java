package dev.sluice.cluster.verification;

import dev.sluice.cluster.ApiServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What Argo CD and a cluster's controllers would write to an API, in the shapes of their releases. */
public final class Deployment {

    /** When the cluster did its part, after any commit of the tests. */
    public static final Instant APPLIED = Instant.parse("2026-01-02T02:01:00Z");

    private final ApiServer api;
    private final String url;

    /** @param url of the repository */
    public Deployment(ApiServer api, String url) {
        this.api = api;
        this.url = url;
    }

    /** The Application openshift-gitops/sluice-demo, synced and healthy at a commit. */
    public void synced(String revision) {
        application(revision, "Synced", "Healthy", succeeded(revision));
    }

    /** @param more lines of the status, indented by two */
    public void application(String revision, String sync, String health, String more) {
        application("""
                source: { repoURL: "%s", path: clusters/demo, targetRevision: main }
                  destination: { server: "https://kubernetes.default.svc" }""".formatted(url), """
                sync: { status: %s, revision: "%s" }
                  health: { status: %s }
                %s""".formatted(sync, revision, health, more));
    }

    /** @param spec and status as YAML whose further lines are indented by two */
    public void application(String spec, String status) {
        named("sluice-demo", spec, status);
    }

    /** The Application of a folder below the cluster's, which is its name, too. */
    public void part(String folder, String status) {
        named(folder, """
                source: { repoURL: "%s", path: clusters/demo/%s, targetRevision: main }
                  destination: { server: "https://kubernetes.default.svc" }""".formatted(url, folder), status);
    }

    private void named(String name, String spec, String status) {
        api.put("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: { name: %s, namespace: openshift-gitops, uid: app-1 }
                spec:
                  %s
                status:
                  %s
                """.formatted(name, spec, status));
    }

    public static String succeeded(String revision) {
        return operation("Succeeded", revision, "successfully synced");
    }

    public static String operation(String phase, String revision, String message) {
        return "  operationState: { phase: %s, message: \"%s\", startedAt: \"2026-01-02T02:00:30Z\", finishedAt: \"%s\", syncResult: { revision: \"%s\" } }"
                .formatted(phase, message, APPLIED, revision);
    }

    /**
     * The firewall of a cluster with two zones, of which some have reported.
     *
     * @param rules as nested maps and lists
     * @param manager who wrote them
     */
    public void firewall(String namespace, List<?> rules, String manager, Instant edited, String... messages) {
        boolean isRefused = Stream.of(messages).anyMatch(message -> message.contains("not correctly"));
        String sum = "EgressFirewall Rules " + (isRefused ? "not correctly applied" : "applied");
        firewall(namespace, rules, manager, edited, messages.length < 2 ? "note: waiting" : "status: " + sum, messages);
    }

    /** @param sum a field of the status beside the messages */
    public void firewall(
            String namespace, List<?> rules, String manager, Instant edited, String sum, String[] messages) {
        String said = IntStream.range(0, messages.length)
                .mapToObj(i -> "\"" + messages[i] + "\"")
                .collect(Collectors.joining(", "));
        api.put("""
                apiVersion: k8s.ovn.org/v1
                kind: EgressFirewall
                metadata:
                  name: default
                  namespace: %s
                  uid: fw-1
                  managedFields:
                    - { manager: %s, operation: Apply, apiVersion: k8s.ovn.org/v1, time: "%s" }
                    - { manager: ovnkube, operation: Update, subresource: status, time: "2026-01-02T02:02:00Z" }
                spec:
                  egress: %s
                status:
                  %s
                  messages: [%s]
                """.formatted(namespace, manager, edited, json(rules), sum, said));
    }

    public void egressIp(String name, Map<String, String> nodesByAddress) {
        egressIp(name, nodesByAddress, Optional.of(APPLIED));
    }

    /** @param reported when the status was last written; this kind has no subresource for it */
    public void egressIp(String name, Map<String, String> nodesByAddress, Optional<Instant> reported) {
        String items = nodesByAddress.entrySet().stream()
                .map(item -> "{ node: \"%s\", egressIP: \"%s\" }".formatted(item.getValue(), item.getKey()))
                .collect(Collectors.joining(", "));
        api.put("""
                apiVersion: k8s.ovn.org/v1
                kind: EgressIP
                metadata:
                  name: %s
                  uid: ip-1
                  managedFields: [%s]
                status: { items: [%s] }
                """.formatted(name, reported.map(Deployment::statusWrite).orElse(""), items));
    }

    /** @param conditions each type, status and message */
    public void lokiStack(String... conditions) {
        api.put("""
                apiVersion: loki.grafana.com/v1
                kind: LokiStack
                metadata: { name: loki, namespace: netobserv, uid: loki-1 }
                status: { conditions: [%s] }
                """.formatted(conditions(conditions)));
    }

    public void flowCollector(String... conditions) {
        api.put("""
                apiVersion: flows.netobserv.io/v1beta2
                kind: FlowCollector
                metadata: { name: cluster, uid: flows-1 }
                status: { conditions: [%s] }
                """.formatted(conditions(conditions)));
    }

    public void agents(int wanted, int ready) {
        agents(wanted, ready, Optional.of(APPLIED));
    }

    /** @param reported when the status was last written */
    public void agents(int wanted, int ready, Optional<Instant> reported) {
        api.put("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata:
                  name: netobserv-ebpf-agent
                  namespace: netobserv-privileged
                  uid: agents-1
                  generation: 1
                  managedFields: [%s]
                status: { desiredNumberScheduled: %d, numberReady: %d, observedGeneration: 1 }
                """.formatted(reported.map(Deployment::statusWrite).orElse(""), wanted, ready));
    }

    private static String statusWrite(Instant time) {
        return "{ manager: controller, operation: Update, time: \"%s\", fieldsV1: { \"f:status\": {} } }"
                .formatted(time);
    }

    private static String conditions(String... conditions) {
        return IntStream.range(0, conditions.length / 3)
                .map(i -> i * 3)
                .mapToObj(i ->
                        "{ type: %s, status: \"%s\", reason: Because, message: \"%s\", lastTransitionTime: \"2026-01-02T02:03:00Z\" }"
                                .formatted(conditions[i], conditions[i + 1], conditions[i + 2]))
                .collect(Collectors.joining(", "));
    }

    /** YAML's flow style is a superset of JSON. */
    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\": " + json(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(Deployment::json).collect(Collectors.joining(", ", "[", "]"));
            case Number number -> number.toString();
            default -> "\"" + value + "\"";
        };
    }
}
