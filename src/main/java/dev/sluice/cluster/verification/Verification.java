package dev.sluice.cluster.verification;

import dev.sluice.cluster.ClusterConnection;
import dev.sluice.text.OutsideText;
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
 * @param cause what is wrong, in words that stay the same while it is; empty where nothing is
 * @param reason a sentence
 * @param since when it came to be so, from what Git and the APIs tell: a restart makes a difference only where they tell
 *     nothing
 * @param applications what deploys it, each as {@code namespace/name}, the firewall's first
 * @param revision that the first of them is at; empty where it does not say
 * @param decisive the object that the state is about; an Application where all are well, or nothing else is within reach
 * @param findings an Application's, then those of what it brings, and so for the next one
 */
public record Verification(
        String cluster,
        String commit,
        State state,
        String cause,
        String reason,
        Since since,
        List<String> applications,
        Optional<String> revision,
        Optional<Finding> decisive,
        List<Finding> findings) {

    /** In code points. */
    private static final int LONGEST = 4_000;

    public Verification {
        applications = List.copyOf(applications);
        cause = OutsideText.line(cause, LONGEST);
        reason = OutsideText.line(reason, LONGEST);
        revision = revision.map(OutsideText::line);
        findings = List.copyOf(findings);
    }

    /**
     * The firewall's trouble decides, whatever else is wrong: what records flows must not hide it.
     *
     * @param parts the firewall's first
     */
    static Verification of(Expected expected, List<Deployed> parts) {
        Deployed first = parts.getFirst();
        Deployed deciding = first.isInTrouble()
                ? first
                : parts.stream().reduce(first, (one, other) -> other.worst().compareTo(one.worst()) > 0 ? other : one);
        State state = deciding.worst();
        List<Finding> findings =
                parts.stream().flatMap(part -> part.findings().stream()).toList();
        Since since = state == State.VERIFIED
                ? parts.stream()
                        .map(Deployed::since)
                        .max(Comparator.comparing(Since::time))
                        .orElseThrow()
                : deciding.since();
        return new Verification(
                expected.cluster(),
                expected.commit(),
                state,
                state == State.VERIFIED ? "" : cause(deciding),
                (state == State.VERIFIED ? good(parts, findings) : reason(parts, deciding)) + notSeen(findings),
                since,
                parts.stream().map(part -> part.application().toString()).toList(),
                first.revision(),
                Optional.of(deciding.decisive()),
                findings);
    }

    /** Of a cluster that nothing can be said about yet. */
    public static Verification unknown(ClusterConnection link, String reason, Instant now) {
        return new Verification(
                link.cluster(),
                "",
                State.PENDING,
                "unknown",
                reason,
                Since.told(now),
                link.applications().stream()
                        .map(ClusterConnection.SingleApplication::toString)
                        .toList(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** What could not be looked at, each with its cause. */
    public List<String> unseen() {
        return findings.stream()
                .flatMap(finding -> finding.unseen().stream().map(unseen -> finding.subject() + ": " + unseen.reason()))
                .toList();
    }

    /** Since when something was not seen; what is said of it is what was seen before. Empty where all is seen. */
    public Optional<Instant> notSeenSince() {
        return notSeenSince(findings);
    }

    /** What was looked at and found good, for all objects together. */
    public List<String> basis() {
        return findings.stream()
                .flatMap(finding -> finding.basis().stream())
                .distinct()
                .toList();
    }

    /** Whether all that is said against it was not seen by the last look, which therefore tells nothing new. */
    public boolean isBlind() {
        return !unseen().isEmpty()
                && findings.stream().noneMatch(finding -> finding.state() != State.VERIFIED && finding.isSeen());
    }

    private static String good(List<Deployed> parts, List<Finding> findings) {
        boolean isAsked = parts.stream().allMatch(Deployed::isAsked);
        return "Argo CD applied the commit, and "
                + (isAsked
                        ? "all of " + (findings.size() - parts.size()) + " objects are as committed and well"
                        : "calls all well; the cluster itself is not asked, for want of a kubeconfig-file");
    }

    /** The part that decides comes first; the others say what they have to, too. */
    private static String reason(List<Deployed> parts, Deployed deciding) {
        return Stream.concat(Stream.of(deciding), parts.stream().filter(part -> part != deciding))
                .filter(part -> part.worst() != State.VERIFIED)
                .map(Deployed::reason)
                .collect(Collectors.joining("; "));
    }

    private static String cause(Deployed part) {
        return part.told().stream()
                .map(finding -> finding.subject() + " " + finding.cause() + exactly(finding))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /** A second edit by hand differs from the first by its time; other times are worded differently at each look. */
    private static String exactly(Finding finding) {
        return finding.state() != State.DRIFTED
                ? ""
                : finding.since()
                        .filter(since -> !since.isAtLeast())
                        .map(since -> " " + since)
                        .orElse("");
    }

    private static Optional<Instant> notSeenSince(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> finding.unseen().stream())
                .map(Finding.Unobserved::since)
                .min(Comparator.naturalOrder());
    }

    private static String notSeen(List<Finding> findings) {
        boolean isHeld = findings.stream()
                .anyMatch(finding -> !finding.isSeen() && !finding.cause().equals("unseen"));
        return isHeld ? "; not seen since " + notSeenSince(findings).orElseThrow() : "";
    }
}
