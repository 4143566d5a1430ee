package dev.sluice.serve.web;

import dev.sluice.policy.Amounts;
import dev.sluice.ranges.Family;
import dev.sluice.serve.api.HistoryReport;
import dev.sluice.serve.api.HistoryReport.CommitReport;
import dev.sluice.serve.api.HistoryReport.PastRunReport;
import dev.sluice.serve.api.HistoryReport.StepReport;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was published, and how runs ended.
 *
 * @param end why there are no older commits
 * @param more how many runs are left out
 */
public record HistoryPage(HistoryReport report, List<CommitRow> commits, String end, List<RunRow> runs, int more) {

    /** Runs are many, and mostly alike. */
    private static final int RUNS = 100;

    private static final int NAMES = 5;

    /**
     * One commit.
     *
     * @param accepted who accepted it; empty where no guard held it
     * @param denied how many addresses of IPv4 are denied after it, in words
     * @param effect what it meant, by cluster
     */
    public record CommitRow(
            CommitReport report,
            PageTime time,
            String shortCommit,
            String accepted,
            String denied,
            List<String> effect) {}

    /**
     * One run.
     *
     * @param shortCommit that it made; empty where it made none
     */
    public record RunRow(PastRunReport report, PageTime finished, String commit, String shortCommit) {}

    static HistoryPage of(HistoryReport report, Instant now) {
        return new HistoryPage(
                report,
                report.commits().stream().map(commit -> row(commit, now)).toList(),
                report.end(),
                report.runs().stream().limit(RUNS).map(run -> row(run, now)).toList(),
                Math.max(0, report.runs().size() - RUNS));
    }

    private static CommitRow row(CommitReport commit, Instant now) {
        List<String> effect =
                commit.clusters().stream().limit(NAMES).map(HistoryPage::effect).toList();
        int more = commit.clusters().size() - NAMES;
        return new CommitRow(
                commit,
                PageTime.of(commit.time(), now),
                shortened(commit.commit()),
                String.join(", ", commit.acceptedBy()),
                Amounts.number(commit.deniedIpv4()),
                more > 0
                        ? Stream.concat(effect.stream(), Stream.of("and " + Amounts.count(more, "more cluster")))
                                .toList()
                        : effect);
    }

    private static String effect(StepReport step) {
        String what = Stream.of(
                        change("+", step.ipv4().newlyDenied(), Family.IPV4),
                        change("−", step.ipv4().newlyAllowed(), Family.IPV4),
                        change("+", step.ipv6().newlyDenied(), Family.IPV6),
                        change("−", step.ipv6().newlyAllowed(), Family.IPV6))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        if (!what.isEmpty()) {
            return step.cluster() + ": " + what;
        }
        return step.cluster() + ": " + (step.sameDecisions() ? "same decisions" : "rules by port, name or node");
    }

    private static String change(String sign, BigInteger addresses, Family family) {
        return addresses.signum() == 0 ? "" : sign + Amounts.addresses(addresses, family);
    }

    private static RunRow row(PastRunReport run, Instant now) {
        String commit = run.commit() == null ? "" : run.commit();
        return new RunRow(run, PageTime.of(run.finished(), now), commit, shortened(commit));
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(7, commit.length()));
    }
}
