package dev.sluice.cluster.verification;

import dev.sluice.cluster.JsonPath;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the eBPF agents of a FlowCollector run on all nodes. Their DaemonSet lies in a namespace of its own, beside the
 * collector's.
 *
 * @see <a href="https://github.com/netobserv/network-observability-operator">Network Observability operator, package
 *     controllers/constants: EBPFAgentName, EBPFPrivilegedNSSuffix</a>
 */
final class AgentCheck {

    private static final String NAME = "netobserv-ebpf-agent";
    private static final String SUFFIX = "-privileged";
    private static final String DEFAULT_NAMESPACE = "netobserv";

    private static final String ADVICE =
            ": after a first installation some agents stay inactive until their nodes restart;"
                    + " restart the nodes without a ready agent one by one";

    private AgentCheck() {}

    /** The DaemonSet that a FlowCollector brings. */
    static ObjectRef subject(Expected.Declared flowCollector) {
        String namespace =
                new JsonPath(flowCollector.spec()).at("namespace").text().orElse(DEFAULT_NAMESPACE);
        return new ObjectRef(ObjectKind.DAEMON_SET, namespace + SUFFIX, NAME);
    }

    static Finding check(ObjectRef subject, DaemonSet agents, Instant applied) {
        String uid = Optional.ofNullable(agents.getMetadata().getUid()).orElse("");
        DaemonSetStatus status = Optional.ofNullable(agents.getStatus()).orElseGet(DaemonSetStatus::new);
        int wanted = Optional.ofNullable(status.getDesiredNumberScheduled()).orElse(0);
        int ready = Optional.ofNullable(status.getNumberReady()).orElse(0);
        boolean isCurrent = Optional.ofNullable(status.getObservedGeneration()).orElse(0L)
                >= Optional.ofNullable(agents.getMetadata().getGeneration()).orElse(0L);
        boolean isGood = wanted > 0 && ready == wanted && isCurrent;
        String count = ready + " of " + wanted + " agents are ready";
        if (isGood) {
            return Finding.good(subject, uid, applied).with(List.of(count)).on("its agents are ready");
        }
        String cause = !isCurrent ? "is being rolled out" : wanted == 0 ? "wants no agent on any node" : "not ready";
        Optional<Instant> reported = ObservedObject.last(
                        ObservedObject.writes(agents.getMetadata()), ObservedObject.FieldScope.STATUS)
                .map(ObservedObject.Write::time)
                .map(time -> time.isBefore(applied) ? applied : time);
        return Finding.bad(
                        subject,
                        uid,
                        State.PENDING,
                        cause,
                        cause.equals("not ready") ? count + ADVICE : cause,
                        reported)
                .with(List.of(count));
    }
}
