package dev.sluice.cluster.verification;

import dev.sluice.cluster.ClusterConnection;
import dev.sluice.manifest.ObjectKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of what one Application brings.
 *
 * @param revision that the Application is at; empty where it does not say
 * @param applied when the commit came to be applied; when it was made where nothing tells
 * @param isAsked whether the cluster's own API is asked, and not the hub's alone
 * @param findings the Application's first
 */
record Deployed(
        ClusterConnection.SingleApplication application,
        Optional<String> revision,
        Instant applied,
        boolean isAsked,
        List<Finding> findings) {

    private static final int NAMED = 3;

    Deployed {
        findings = List.copyOf(findings);
    }

    State worst() {
        return findings.stream()
                .map(Finding::state)
                .max(Comparator.naturalOrder())
                .orElse(State.PENDING);
    }

    /** Whether a person must act. */
    boolean isInTrouble() {
        return switch (worst()) {
            case FAILED, DRIFTED -> true;
            case VERIFIED, PENDING -> false;
        };
    }

    /** What the worst state is about; what is seen comes before what is not, and objects before the Application, which only repeats them. */
    List<Finding> told() {
        return findings.stream()
                .filter(finding -> finding.state() == worst())
                .sorted(Comparator.comparing((Finding finding) -> !finding.isSeen())
                        .thenComparing(finding -> finding.subject().kind() == ObjectKind.APPLICATION))
                .toList();
    }

    /** The object that the worst state is about; the Application where all are well, or nothing else is within reach. */
    Finding decisive() {
        return worst() == State.VERIFIED || !isAsked ? findings.getFirst() : told().getFirst();
    }

    String reason() {
        List<Finding> told = told();
        String said = told.stream().limit(NAMED).map(Finding::toString).collect(Collectors.joining("; "));
        return told.size() > NAMED ? said + " and " + (told.size() - NAMED) + " more" : said;
    }

    /** When the first trouble began, or the last object came to be well. */
    Since since() {
        Stream<Since> times = findings.stream()
                .filter(finding -> finding.state() == worst())
                .flatMap(finding -> finding.since().stream());
        Comparator<Since> byTime = Comparator.comparing(Since::time);
        return (worst() == State.VERIFIED ? times.max(byTime) : times.min(byTime)).orElseGet(() -> Since.told(applied));
    }
}
