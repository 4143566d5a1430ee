package dev.sluice.notify;

import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.notify.Observed.NewsRule;
import dev.sluice.ranges.Sha256;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a look at a cluster found. */
final class ClusterNews {

    private ClusterNews() {}

    /** Empty for a cluster that is on its way, or whose API is away: that says nothing about it. */
    static Optional<Observed> of(Verification verification, Optional<URI> page, Instant now) {
        if (verification.isBlind()) {
            return Optional.empty();
        }
        String name = verification.cluster();
        return switch (verification.state()) {
            case PENDING -> Optional.empty();
            case VERIFIED ->
                Optional.of(observed(
                        verification,
                        State.VERIFIED.word(),
                        NewsRule.AFTER_TROUBLE,
                        EventKind.RECOVERED,
                        "Cluster " + name + " does again what was committed",
                        page,
                        now));
            case DRIFTED ->
                Optional.of(observed(
                        verification,
                        trouble(verification),
                        NewsRule.ALWAYS,
                        EventKind.DRIFTED,
                        "Cluster " + name + " drifted",
                        page,
                        now));
            case FAILED ->
                Optional.of(observed(
                        verification,
                        trouble(verification),
                        NewsRule.ALWAYS,
                        EventKind.FAILED,
                        "Cluster " + name + " did not become what was committed",
                        page,
                        now));
        };
    }

    private static String trouble(Verification verification) {
        return verification.state().word() + " "
                + Sha256.hex(verification.cause()).substring(0, 16);
    }

    private static Observed observed(
            Verification verification,
            String state,
            NewsRule rule,
            EventKind kind,
            String title,
            Optional<URI> page,
            Instant now) {
        String subject = "cluster " + verification.cluster();
        Optional<String> commit = Optional.of(verification.commit()).filter(id -> !id.isEmpty());
        return new Observed(
                subject,
                state,
                rule,
                new Notification(kind, subject, title, verification.reason(), List.of(), commit, page, now));
    }
}
