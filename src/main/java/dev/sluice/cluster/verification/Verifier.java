package dev.sluice.cluster.verification;

import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections.Pace;
import dev.sluice.cluster.JsonPath;
import dev.sluice.cluster.verification.Memory.Look;
import dev.sluice.cluster.verification.Memory.WatchedFolder;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether one cluster does what was committed for it, from Git, the hub's Argo CD and the cluster's own API. */
public final class Verifier {

    private static final String IN_CLUSTER = "https://kubernetes.default.svc";

    private final ClusterReader reader;
    private final Lineage lineage;
    private final Pace pace;
    private final boolean alone;
    private final Memory memory;

    /**
     * @param alone whether there is one cluster only, which then is the one that the service runs in
     * @param memory of earlier looks
     */
    public Verifier(ClusterReader reader, Lineage lineage, Pace pace, boolean alone, Memory memory) {
        this.reader = reader;
        this.lineage = lineage;
        this.pace = pace;
        this.alone = alone;
        this.memory = memory;
    }

    /** Where a cluster's own API is, if it is read. */
    private record OwnApi(boolean isOpen, Optional<Path> kubeconfig) {}

    /** What an Application is to bring, seen now. */
    private record Task(
            ClusterConnection link,
            WatchedFolder place,
            ClusterConnection.SingleApplication application,
            Expected expected,
            Look look) {

        ObjectRef subject() {
            return new ObjectRef(ObjectKind.APPLICATION, application.namespace(), application.name());
        }
    }

    /** @param link has an Application */
    public Verification verify(ClusterConnection link, Expected expected, Instant now) {
        List<Deployed> deployed =
                switch (link.argocd().orElseThrow()) {
                    case ClusterConnection.SingleApplication whole ->
                        List.of(deployed(link, Scope.WHOLE, whole, expected, now));
                    case ClusterConnection.ApplicationPair pair -> {
                        List<Deployed> parts = new ArrayList<>();
                        parts.add(deployed(link, Scope.FIREWALL, pair.firewall(), expected, now));
                        pair.observability()
                                .filter(application -> expected.hasFolder(Scope.OBSERVABILITY))
                                .ifPresent(application ->
                                        parts.add(deployed(link, Scope.OBSERVABILITY, application, expected, now)));
                        yield parts;
                    }
                };
        return Verification.of(expected, deployed);
    }

    private Deployed deployed(
            ClusterConnection link,
            Scope scope,
            ClusterConnection.SingleApplication application,
            Expected all,
            Instant now) {
        Task task = new Task(
                link,
                new WatchedFolder(link.cluster(), scope),
                application,
                all.of(scope),
                new Look(now, pace.patience()));
        if (scope != Scope.WHOLE && all.isUndivided()) {
            return alone(task, undivided(task.subject(), scope));
        }
        return switch (reader.read(Optional.empty(), task.subject())) {
            case Answer.Unseen<ObservedObject>(String reason) ->
                held(task, Finding.unseen(task.subject(), reason, now));
            case Answer.Absent<ObservedObject>() ->
                alone(
                        task,
                        memory.recall(
                                        task.place(),
                                        task.expected().commit(),
                                        false,
                                        List.of(missing(task)),
                                        task.look())
                                .getFirst());
            case Answer.Found<ObservedObject>(ObservedObject seen) -> found(task, seen, all);
        };
    }

    /** Waiting for a run, or for a merge, is no failure of the cluster: patience does not count. */
    private static Finding undivided(ObjectRef subject, Scope scope) {
        String reason = "the last commit for the cluster has no folder " + scope.part() + " yet: a run must write it"
                + " first; until then the Application has nothing to deploy";
        return Finding.bad(subject, "", State.PENDING, "no folder yet", reason, Optional.empty());
    }

    private static Finding missing(Task task) {
        String reason = "does not exist: create it, or correct sluice.clusters."
                + task.expected().cluster() + ".argocd";
        return Finding.bad(task.subject(), "", State.PENDING, reason, reason, Optional.empty());
    }

    private Deployed found(Task task, ObservedObject seen, Expected all) {
        ApplicationCheck check = new ApplicationCheck(task.subject(), seen, task.expected(), lineage);
        ApplicationProgress standing = check.standing();
        OwnApi reach = reach(task.link(), seen.spec().at("destination"));
        List<Finding> findings = new ArrayList<>();
        findings.add(standing.finding().with(own(task.expected(), all)));
        if (standing.isThere()) { // else what is there is of another commit
            for (Expected.Declared declared : task.expected().objects()) {
                findings.addAll(objects(declared, seen, check, standing, reach, task.look()));
            }
        }
        return new Deployed(
                task.application(),
                standing.revision(),
                standing.since(),
                reach.isOpen(),
                memory.recall(task.place(), task.expected().commit(), reach.isOpen(), findings, task.look()));
    }

    /** Which commit the Application is held against where the cluster's last one left it nothing to sync. */
    private static List<String> own(Expected wanted, Expected all) {
        return wanted.commit().equals(all.commit())
                ? List.of()
                : List.of("the last commit that changed what it deploys is " + wanted.commit());
    }

    private List<Finding> objects(
            Expected.Declared declared,
            ObservedObject application,
            ApplicationCheck check,
            ApplicationProgress standing,
            OwnApi reach,
            Look look) {
        if (declared.subject().kind() == ObjectKind.JOB) {
            return check.proof(declared.subject()).stream().toList();
        }
        if (!reach.isOpen()) {
            return List.of(told(declared, application.status(), standing.since()));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(object(declared, reach.kubeconfig(), standing.since(), look.now()));
        if (declared.subject().kind() == ObjectKind.FLOW_COLLECTOR) {
            findings.add(agents(declared, reach.kubeconfig(), standing.since(), look.now()));
        }
        return findings;
    }

    private Finding object(Expected.Declared declared, Optional<Path> kubeconfig, Instant applied, Instant now) {
        ObjectRef subject = declared.subject();
        return switch (reader.read(kubeconfig, subject)) {
            case Answer.Unseen<ObservedObject>(String reason) -> Finding.unseen(subject, reason, now);
            case Answer.Absent<ObservedObject>() -> {
                String reason = "is gone, though Argo CD applied it";
                yield Finding.bad(subject, "", State.DRIFTED, reason, reason, Optional.empty());
            }
            case Answer.Found<ObservedObject>(ObservedObject seen) ->
                switch (subject.kind()) {
                    case EGRESS_FIREWALL -> FirewallCheck.check(declared, seen, applied, pace.settle(), now);
                    case EGRESS_IP -> AddressCheck.check(declared, seen, applied);
                    case LOKI_STACK -> ConditionCheck.lokiStack(subject, seen, applied);
                    case FLOW_COLLECTOR -> ConditionCheck.flowCollector(subject, seen, applied);
                    case JOB,
                            APPLICATION,
                            DAEMON_SET,
                            NAMESPACE,
                            NODE,
                            OPERATOR_GROUP,
                            SUBSCRIPTION,
                            GROUP,
                            CLUSTER_ROLE_BINDING,
                            EXTERNAL_SECRET ->
                        throw new IllegalArgumentException(subject + " is not read as it was committed");
                };
        };
    }

    private Finding agents(Expected.Declared flowCollector, Optional<Path> kubeconfig, Instant applied, Instant now) {
        ObjectRef subject = AgentCheck.subject(flowCollector);
        return switch (reader.daemonSet(kubeconfig, subject)) {
            case Answer.Unseen<DaemonSet>(String reason) -> Finding.unseen(subject, reason, now);
            case Answer.Absent<DaemonSet>() -> {
                String reason = "the operator has not made it yet";
                yield Finding.bad(subject, "", State.PENDING, reason, reason, Optional.empty());
            }
            case Answer.Found<DaemonSet>(DaemonSet found) -> AgentCheck.check(subject, found, applied);
        };
    }

    /** What the hub knows of an object on a cluster whose API is not read. It tells no times. */
    private static Finding told(Expected.Declared declared, JsonPath status, Instant applied) {
        ObjectRef subject = declared.subject();
        JsonPath resource = status.at("resources")
                .each()
                .filter(each -> each.textAt("kind").equals(subject.kind().toString())
                        && each.textAt("namespace").equals(subject.namespace())
                        && each.textAt("name").equals(subject.name()))
                .findFirst()
                .orElse(new JsonPath(null));
        String health = resource.textAt("health", "status");
        String message = resource.textAt("health", "message");
        if (resource.textAt("status").equals("OutOfSync")) {
            String reason = "Argo CD calls it OutOfSync";
            return Finding.bad(subject, "", State.DRIFTED, reason, reason, Optional.empty());
        }
        String called = "Argo CD calls it " + health;
        String said = called + (message.isEmpty() ? "" : ": " + message);
        return switch (health) {
            case "Degraded" -> Finding.bad(subject, "", State.FAILED, called, said, Optional.empty());
            case "Progressing", "Missing", "Unknown" ->
                Finding.bad(subject, "", State.PENDING, called, said, Optional.empty());
            default -> Finding.good(subject, "", applied);
        };
    }

    private OwnApi reach(ClusterConnection link, JsonPath destination) {
        if (link.kubeconfig().isPresent()) {
            return new OwnApi(true, link.kubeconfig());
        }
        boolean isNamed = destination.at("server").text().isPresent()
                || destination.at("name").text().isPresent();
        boolean isHub = destination.textAt("server").equals(IN_CLUSTER)
                || destination.textAt("name").equals("in-cluster");
        return new OwnApi(link.own().orElse(isNamed ? isHub : alone), Optional.empty());
    }

    /** The Application itself cannot be seen. */
    private Deployed held(Task task, Finding unseen) {
        List<Finding> findings = memory.hold(task.place(), task.expected().commit(), unseen, task.look());
        return new Deployed(
                task.application(),
                Optional.empty(),
                task.expected().committed(),
                memory.isAsked(task.place()),
                findings);
    }

    /** The Application itself tells nothing. */
    private static Deployed alone(Task task, Finding finding) {
        return new Deployed(
                task.application(), Optional.empty(), task.expected().committed(), false, List.of(finding));
    }
}
