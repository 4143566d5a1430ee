package dev.sluice.cluster.verification;

import dev.sluice.cluster.JsonPath;
import dev.sluice.manifest.ObjectRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads how far an Application is with a commit. {@code status.sync} says what was compared with the cluster,
 * {@code status.operationState} what was last applied.
 *
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/">Argo CD, Applications</a>
 */
final class ApplicationCheck {

    private static final int NAMED = 3;

    private final ObjectRef subject;
    private final ObservedObject seen;
    private final Expected expected;
    private final ApplicationSources sources;
    private final Lineage lineage;
    private final JsonPath status;
    private final JsonPath operation;

    ApplicationCheck(ObjectRef subject, ObservedObject seen, Expected expected, Lineage lineage) {
        this.subject = subject;
        this.seen = seen;
        this.expected = expected;
        this.lineage = lineage;
        this.sources = new ApplicationSources(seen.content(), expected.source());
        this.status = seen.status();
        this.operation = status.at("operationState");
    }

    /** @param cause does not change with the words of Argo CD */
    private record Judgement(State state, String cause, String reason, Optional<Instant> since) {}

    ApplicationProgress standing() {
        Optional<String> revision = sources.revision(status.at("sync"));
        Optional<String> contradiction = sources.contradiction();
        if (contradiction.isPresent()) {
            Optional<Instant> since = seen.lastEdit().map(ObservedObject.Write::time);
            return standing(
                    revision, false, new Judgement(State.FAILED, contradiction.get(), contradiction.get(), since));
        }
        boolean isThere = isSynced() && revision.filter(this::isReached).isPresent()
                || isPhase("Succeeded") && applied().filter(this::isReached).isPresent();
        return standing(
                revision,
                isThere,
                trouble()
                        .or(() -> isThere ? Optional.empty() : Optional.of(onTheWay(revision)))
                        .orElseGet(this::settled));
    }

    private ApplicationProgress standing(Optional<String> revision, boolean isThere, Judgement word) {
        Finding finding = word.state() == State.VERIFIED
                ? Finding.good(subject, seen.uid(), word.since().orElse(since()))
                        .on("Argo CD has synced it to " + shortened(revision.orElse("")))
                : Finding.bad(subject, seen.uid(), word.state(), word.cause(), word.reason(), word.since());
        return new ApplicationProgress(finding, revision, isThere, since());
    }

    /** What Argo CD cannot do. */
    private Optional<Judgement> trouble() {
        Optional<JsonPath> error = status.at("conditions")
                .each()
                .filter(condition -> condition.textAt("type").endsWith("Error"))
                .min(Comparator.comparing(condition -> condition.textAt("type")));
        if (error.isPresent()) {
            return Optional.of(new Judgement(
                    State.FAILED,
                    error.get().textAt("type"),
                    error.get().textAt("type") + ": " + error.get().textAt("message"),
                    error.get().at("lastTransitionTime").time()));
        }
        boolean isOld = applied().filter(this::isEarlier).isPresent();
        if ((isPhase("Failed") || isPhase("Error")) && !isOld) {
            String ended = "the sync ended as " + operation.textAt("phase");
            return Optional.of(new Judgement(
                    State.FAILED,
                    ended,
                    ended + ": " + operation.textAt("message"),
                    operation.at("finishedAt").time()));
        }
        return Optional.empty();
    }

    private Judgement onTheWay(Optional<String> revision) {
        Optional<Instant> since = Optional.of(expected.committed());
        if (isPhase("Running")) {
            return syncing(since);
        }
        if (revision.isEmpty()) {
            return pending("Argo CD has not compared it with Git yet", since);
        }
        String at = shortened(revision.get());
        if (isReached(revision.get())) {
            return pending(
                    "Argo CD knows commit " + at + " and has not synced it: see whether it syncs automatically", since);
        }
        return isEarlier(revision.get())
                ? pending("Argo CD is at the older commit " + at, since)
                : pending(
                        "Argo CD is at " + at + ", which is not in the history of "
                                + expected.source().branch() + ": was the branch rewritten?",
                        since);
    }

    private static Judgement pending(String reason, Optional<Instant> since) {
        return new Judgement(State.PENDING, reason, reason, since);
    }

    /** The commit was applied: is it still so, and well? */
    private Judgement settled() {
        if (isPhase("Running")) {
            return syncing(operation.at("startedAt").time());
        }
        List<JsonPath> astray = status.at("resources")
                .each()
                .filter(resource -> resource.textAt("status").equals("OutOfSync"))
                .filter(resource -> !resource.at("requiresPruning").isTrue()) // it stays on purpose
                .toList();
        boolean isAstray = status.textAt("sync", "status").equals("OutOfSync")
                && (!astray.isEmpty() || status.at("resources").each().findAny().isEmpty());
        if (isAstray) {
            String reason = "Argo CD calls it OutOfSync" + named(astray, "status");
            return new Judgement(State.DRIFTED, reason, reason, Optional.empty());
        }
        String sync = status.textAt("sync", "status");
        if (!isSynced() && !sync.equals("OutOfSync")) { // what is kept on purpose alone is out of sync then
            return pending(
                    "Argo CD cannot tell whether it is in sync" + (sync.isEmpty() ? "" : ", it says " + sync),
                    Optional.empty());
        }
        return health();
    }

    private Judgement syncing(Optional<Instant> since) {
        return new Judgement(State.PENDING, "is syncing", "Argo CD is syncing: " + operation.textAt("message"), since);
    }

    private Judgement health() {
        String health = status.textAt("health", "status");
        Optional<Instant> since = status.at("health", "lastTransitionTime").time();
        List<JsonPath> ill = status.at("resources")
                .each()
                .filter(resource -> resource.textAt("health", "status").equals(health))
                .toList();
        String message = status.textAt("health", "message");
        String told = health + named(ill, "health", "message") + (message.isEmpty() ? "" : ": " + message);
        String called = "Argo CD calls it " + health;
        return switch (health) {
            case "Healthy" -> new Judgement(State.VERIFIED, "", "", since);
            case "Degraded" -> new Judgement(State.FAILED, called, "Argo CD calls it " + told, since);
            case "" -> pending("Argo CD has not said how it is", since);
            default -> new Judgement(State.PENDING, called, "Argo CD calls it " + told, since);
        };
    }

    private static String named(List<JsonPath> resources, String... path) {
        Set<String> said = resources.stream()
                .map(resource -> {
                    String message = resource.textAt(path);
                    String namespace = resource.textAt("namespace");
                    String name = resource.textAt("kind") + " " + (namespace.isEmpty() ? "" : namespace + "/")
                            + resource.textAt("name");
                    return message.isEmpty() || message.equals("OutOfSync") ? name : name + " (" + message + ")";
                })
                .limit(NAMED)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String rest = resources.size() > NAMED ? " and " + (resources.size() - NAMED) + " more" : "";
        return said.isEmpty() ? "" : ": " + String.join(", ", said) + rest;
    }

    /**
     * What came of a Job that the last sync ran; empty where it ran no hooks. A success in the sync of an older commit proves
     * nothing about this one. A failure counts until another sync: where this commit is there and the last sync is older,
     * Argo CD had nothing to sync since.
     *
     * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/">Argo CD, resource hooks</a>
     */
    Optional<Finding> proof(ObjectRef job) {
        return operation
                .at("syncResult", "resources")
                .each()
                .filter(resource -> resource.textAt("kind").equals(job.kind().toString())
                        && resource.textAt("namespace").equals(job.namespace())
                        && resource.textAt("name").equals(job.name()))
                .flatMap(resource -> proof(job, resource).stream())
                .filter(finding -> finding.state() == State.FAILED
                        || applied().filter(this::isReached).isPresent())
                .findFirst();
    }

    private Optional<Finding> proof(ObjectRef job, JsonPath resource) {
        String phase = resource.textAt("hookPhase");
        String message = resource.textAt("message");
        String ended = "its run in the sync ended as " + phase;
        Optional<Instant> finished = operation.at("finishedAt").time();
        return switch (phase) {
            case "" -> Optional.empty();
            case "Succeeded" ->
                Optional.of(Finding.good(job, "", finished.orElse(since()))
                        .on(job + " succeeded in the sync of "
                                + shortened(applied().orElse(""))));
            case "Failed", "Error" ->
                Optional.of(Finding.bad(
                        job, "", State.FAILED, ended, ended + (message.isEmpty() ? "" : ": " + message), finished));
            default ->
                Optional.of(Finding.bad(
                        job,
                        "",
                        State.PENDING,
                        "runs",
                        "runs in the sync: " + phase,
                        operation.at("startedAt").time()));
        };
    }

    /** When the commit came to be applied; that of the commit where Argo CD had nothing to do. */
    private Instant since() {
        return operation
                .at("finishedAt")
                .time()
                .filter(end -> end.isAfter(expected.committed()))
                .orElse(expected.committed());
    }

    private Optional<String> applied() {
        return sources.revision(operation.at("syncResult"));
    }

    private boolean isSynced() {
        return status.textAt("sync", "status").equals("Synced");
    }

    private boolean isPhase(String phase) {
        return operation.textAt("phase").equals(phase);
    }

    private boolean isReached(String revision) {
        return lineage.holds(revision, expected.commit());
    }

    private boolean isEarlier(String revision) {
        return !isReached(revision) && lineage.holds(expected.commit(), revision);
    }

    private static String shortened(String revision) {
        return revision.length() > 12 ? revision.substring(0, 12) : revision;
    }
}
