package dev.sluice.run;

import dev.sluice.run.RunReport.BlockedReport;
import dev.sluice.run.RunReport.FeedReport;
import dev.sluice.run.RunReport.FirewallReport;
import dev.sluice.run.RunReport.RequestReport;
import dev.sluice.run.RunReport.StrategyReport;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs that ended in some way. */
public final class Reports {

    private Reports() {}

    /** A run on one feed that was published at a time. */
    public static RunFinished finished(Outcome outcome, Instant at, Instant published) {
        FeedReport feed = new FeedReport("goog", "file:goog.json", published.toEpochMilli(), null, "5ha", null, 42, 2);
        return finished(outcome, at, List.of(feed));
    }

    /** A run that got no feed. */
    public static RunFinished finished(Outcome outcome, Instant at) {
        return finished(outcome, at, List.of());
    }

    /** A run that is held, without feeds. */
    public static RunReport held(String message, String diff) {
        Outcome outcome = new Outcome.Held(List.of("too much"), Optional.empty());
        return finished(outcome, Instant.EPOCH, List.of(), List.of(), new HeldChange(message, diff, null))
                .report();
    }

    /** What a run came to. */
    public static RunFinished of(RunResult result) {
        return new RunFinished(
                result.outcome(),
                RunReport.of(1, Instant.EPOCH, Instant.EPOCH.plusSeconds(1), result, "exact"),
                Optional.empty());
    }

    /** A run that left one request in some state. */
    public static RunFinished requested(String subject, String state, String url) {
        Outcome outcome = new Outcome.Proposed(Optional.empty(), List.of());
        return finished(outcome, Instant.EPOCH, List.of(), List.of(new RequestReport(subject, state, url, "")), null);
    }

    private static RunFinished finished(Outcome outcome, Instant at, List<FeedReport> feeds) {
        return finished(outcome, at, feeds, List.of(), null);
    }

    private static RunFinished finished(
            Outcome outcome,
            Instant at,
            List<FeedReport> feeds,
            List<RequestReport> requests,
            @Nullable HeldChange held) {
        boolean computed = !feeds.isEmpty();
        RunReport report = new RunReport(
                1,
                at.minusSeconds(2),
                at,
                outcome.word(),
                outcome.message(),
                outcome.landed().map(Outcome.Committed::commit).orElse(null),
                outcome.reasons(),
                outcome.accept().orElse(null),
                computed ? "d1" : null,
                feeds,
                "exact",
                computed
                        ? List.of(
                                new BlockedReport("ipv4", BigInteger.valueOf(512), 2, BigInteger.ZERO, BigInteger.TEN))
                        : List.of(),
                computed ? List.of(new StrategyReport("exact", 2, 0), new StrategyReport("compact", 1, 0)) : List.of(),
                computed
                        ? List.of(new FirewallReport("demo", "bank", 40), new FirewallReport("demo", "shop", 7))
                        : List.of(),
                requests,
                List.of(),
                List.of(),
                List.of(),
                List.of("nodes of demo"),
                List.of(),
                held);
        return new RunFinished(outcome, report, Optional.empty());
    }
}
