package dev.sluice.cluster.verification;

import dev.sluice.cluster.Link;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a cluster.
 *
 * @param commit what is to be there, 40 hexadecimal digits; empty where nothing was committed yet
 * @param reason a sentence
 * @param since when it came to be so, from what Git and the APIs tell: a restart makes no difference
 * @param application what deploys it, as {@code namespace/name}
 * @param revision where it stands; empty where it does not say
 * @param findings the Application's first
 * @param isAsked whether the cluster's own API is asked, and not the hub's alone
 */
public record Verification(
        String cluster,
        String commit,
        State state,
        String reason,
        Instant since,
        String application,
        Optional<String> revision,
        List<Finding> findings,
        boolean isAsked) {

    private static final int NAMED = 3;

    public Verification {
        findings = List.copyOf(findings);
    }

    /**
     * @param good what is said where all is well
     * @param fallback since when, where no finding tells
     */
    static Verification of(
            Expected expected,
            String application,
            Optional<String> revision,
            List<Finding> findings,
            boolean isAsked,
            String good,
            Instant fallback) {
        State worst = findings.stream()
                .map(Finding::state)
                .max(Comparator.naturalOrder())
                .orElse(State.PENDING);
        List<Finding> at =
                findings.stream().filter(finding -> finding.state() == worst).toList();
        Optional<Instant> since = at.stream()
                .flatMap(finding -> finding.since().stream())
                .reduce((one, other) -> (worst == State.VERIFIED) == one.isBefore(other) ? other : one);
        return new Verification(
                expected.cluster(),
                expected.commit(),
                worst,
                worst == State.VERIFIED ? good : reason(at),
                since.orElse(fallback),
                application,
                revision,
                findings,
                isAsked);
    }

    /** Of a cluster that nothing can be said about yet. */
    public static Verification unknown(Link link, String reason, Instant now) {
        String application = link.application().map(Link.Application::toString).orElse("");
        return new Verification(
                link.cluster(), "", State.PENDING, reason, now, application, Optional.empty(), List.of(), false);
    }

    /** What could not be looked at, each with its cause. */
    public List<String> unseen() {
        return findings.stream()
                .filter(finding -> !finding.isSeen())
                .map(Finding::reason)
                .toList();
    }

    /** Whether it is pending for no other reason than that something could not be looked at. */
    public boolean isBlind() {
        return state == State.PENDING
                && findings.stream().noneMatch(finding -> finding.state() == State.PENDING && finding.isSeen());
    }

    /** The object that the state is about; the Application where all are well, or nothing else is within reach. */
    public Optional<Finding> decisive() {
        return state == State.VERIFIED || !isAsked
                ? findings.stream().findFirst()
                : told(findings, state).findFirst();
    }

    private static String reason(List<Finding> findings) {
        String said = told(findings, findings.getFirst().state())
                .limit(NAMED)
                .map(Finding::toString)
                .collect(Collectors.joining("; "));
        return findings.size() > NAMED ? said + " and " + (findings.size() - NAMED) + " more" : said;
    }

    /** What is seen before what is not, and objects before the Application, which only repeats them. */
    private static Stream<Finding> told(List<Finding> findings, State state) {
        return findings.stream()
                .filter(finding -> finding.state() == state)
                .sorted(Comparator.comparing((Finding finding) -> !finding.isSeen())
                        .thenComparing(finding -> finding.subject().kind() == Subject.Kind.APPLICATION));
    }
}
