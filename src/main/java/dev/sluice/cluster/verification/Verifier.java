package dev.sluice.cluster.verification;

import dev.sluice.cluster.Answer;
import dev.sluice.cluster.Link;
import dev.sluice.cluster.Links.Pace;
import dev.sluice.cluster.Shape;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether one cluster does what was committed for it, from Git, the hub's Argo CD and the cluster's own API. */
public final class Verifier {

    private static final String IN_CLUSTER = "https://kubernetes.default.svc";

    private final ClusterReader reader;
    private final Lineage lineage;
    private final Duration patience;
    private final boolean alone;

    /** @param alone whether there is one cluster only, which then is the one that the service runs in */
    public Verifier(ClusterReader reader, Lineage lineage, Pace pace, boolean alone) {
        this.reader = reader;
        this.lineage = lineage;
        this.patience = pace.patience();
        this.alone = alone;
    }

    /** Where a cluster's own API is, if it is read. */
    private record Reach(boolean isOpen, Optional<Path> kubeconfig) {}

    /** @param link has an Application */
    public Verification verify(Link link, Expected expected, Instant now) {
        Link.Application application = link.application().orElseThrow();
        Subject subject = new Subject(Subject.Kind.APPLICATION, application.namespace(), application.name());
        return switch (reader.read(Optional.empty(), subject)) {
            case Answer.Unseen<Seen>(String reason) ->
                verification(expected, application, Finding.unseen(subject, reason));
            case Answer.Absent<Seen>() -> verification(expected, application, missing(subject, expected, now));
            case Answer.Found<Seen>(Seen seen) -> {
                Standing standing = new ApplicationCheck(subject, seen, expected, lineage).standing();
                Reach reach = reach(link, seen.spec().at("destination"));
                yield verification(
                        expected, application, standing, findings(expected, seen, standing, reach, now), reach);
            }
        };
    }

    private Finding missing(Subject subject, Expected expected, Instant now) {
        return Finding.absent(
                        subject,
                        State.PENDING,
                        "does not exist: create it, or correct sluice.clusters." + expected.cluster() + ".argocd",
                        Optional.of(expected.committed()))
                .after(patience, now);
    }

    private List<Finding> findings(Expected expected, Seen seen, Standing standing, Reach reach, Instant now) {
        List<Finding> findings = new ArrayList<>();
        findings.add(standing.finding());
        if (standing.isThere()) { // else what is there is of another commit
            for (Expected.Declared declared : expected.objects()) {
                findings.add(
                        reach.isOpen()
                                ? object(declared, reach.kubeconfig(), standing.since())
                                : told(declared, seen.status(), standing.since()));
                if (reach.isOpen() && declared.subject().kind() == Subject.Kind.FLOW_COLLECTOR) {
                    findings.add(agents(declared, reach.kubeconfig(), standing.since()));
                }
            }
        }
        return findings.stream().map(finding -> finding.after(patience, now)).toList();
    }

    private Finding object(Expected.Declared declared, Optional<Path> kubeconfig, Instant applied) {
        Subject subject = declared.subject();
        return switch (reader.read(kubeconfig, subject)) {
            case Answer.Unseen<Seen>(String reason) -> Finding.unseen(subject, reason);
            case Answer.Absent<Seen>() ->
                Finding.absent(subject, State.DRIFTED, "is gone, though Argo CD applied it", Optional.empty());
            case Answer.Found<Seen>(Seen seen) ->
                switch (subject.kind()) {
                    case EGRESS_FIREWALL -> FirewallCheck.check(declared, seen, applied);
                    case EGRESS_IP -> AddressCheck.check(declared, seen, applied);
                    case LOKI_STACK -> ConditionCheck.lokiStack(subject, seen, applied);
                    case FLOW_COLLECTOR -> ConditionCheck.flowCollector(subject, seen, applied);
                    case APPLICATION, DAEMON_SET -> throw new IllegalArgumentException(subject + " is not committed");
                };
        };
    }

    private Finding agents(Expected.Declared flowCollector, Optional<Path> kubeconfig, Instant applied) {
        Subject subject = AgentCheck.subject(flowCollector);
        return switch (reader.daemonSet(kubeconfig, subject)) {
            case Answer.Unseen<DaemonSet>(String reason) -> Finding.unseen(subject, reason);
            case Answer.Absent<DaemonSet>() ->
                Finding.absent(subject, State.PENDING, "the operator has not made it yet", Optional.of(applied));
            case Answer.Found<DaemonSet>(DaemonSet found) -> AgentCheck.check(subject, found, applied);
        };
    }

    /** What the hub knows of an object on a cluster whose API is not read. */
    private static Finding told(Expected.Declared declared, Shape status, Instant applied) {
        Subject subject = declared.subject();
        Shape resource = status.at("resources")
                .each()
                .filter(each -> each.textAt("kind").equals(subject.kind().toString())
                        && each.textAt("namespace").equals(subject.namespace())
                        && each.textAt("name").equals(subject.name()))
                .findFirst()
                .orElse(new Shape(null));
        String health = resource.textAt("health", "status");
        String message = resource.textAt("health", "message");
        String said = "Argo CD calls it " + health + (message.isEmpty() ? "" : ": " + message);
        Optional<Instant> since = Optional.of(applied);
        if (resource.textAt("status").equals("OutOfSync")) {
            return Finding.absent(subject, State.DRIFTED, "Argo CD calls it OutOfSync", Optional.empty());
        }
        return switch (health) {
            case "Degraded" -> Finding.absent(subject, State.FAILED, said, since);
            case "Progressing", "Missing", "Unknown" -> Finding.absent(subject, State.PENDING, said, since);
            default -> Finding.absent(subject, State.VERIFIED, "", since);
        };
    }

    private Reach reach(Link link, Shape destination) {
        if (link.kubeconfig().isPresent()) {
            return new Reach(true, link.kubeconfig());
        }
        boolean isNamed = destination.at("server").text().isPresent()
                || destination.at("name").text().isPresent();
        boolean isHub = destination.textAt("server").equals(IN_CLUSTER)
                || destination.textAt("name").equals("in-cluster");
        return new Reach(link.own().orElse(isNamed ? isHub : alone), Optional.empty());
    }

    private static Verification verification(
            Expected expected, Link.Application application, Standing standing, List<Finding> findings, Reach reach) {
        String good = "Argo CD applied the commit, and "
                + (reach.isOpen()
                        ? "all of " + (findings.size() - 1) + " objects are as committed and well"
                        : "calls all well; the cluster itself is not asked, for want of a kubeconfig-file");
        return Verification.of(
                expected,
                application.toString(),
                standing.revision(),
                findings,
                reach.isOpen(),
                good,
                standing.since());
    }

    /** Where the Application itself tells nothing. */
    private static Verification verification(Expected expected, Link.Application application, Finding finding) {
        return Verification.of(
                expected, application.toString(), Optional.empty(), List.of(finding), false, "", expected.committed());
    }
}
