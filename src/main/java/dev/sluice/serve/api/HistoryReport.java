package dev.sluice.serve.api;

import dev.sluice.plan.history.PublishedHistory.ClusterStep;
import dev.sluice.plan.history.PublishedHistory.PublishedCommit;
import dev.sluice.policy.NetEffect;
import dev.sluice.run.history.HistoryService.FleetHistory;
import dev.sluice.run.history.NotedRun;
import dev.sluice.text.OutsideText;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was published and how runs ended, over time.
 *
 * @param commits that changed files of clusters, newest first
 * @param end why there are no older ones, in words
 * @param complete whether the first commit that ever published is among them
 * @param runs newest first
 * @param runsForgotten why a restart forgets these; absent where Git keeps them
 * @param trouble why this may be out of date; absent where Git could be read
 */
public record HistoryReport(
        List<CommitReport> commits,
        String end,
        boolean complete,
        List<PastRunReport> runs,
        @Nullable String runsForgotten,
        @Nullable String trouble) {

    /**
     * One commit.
     *
     * @param commit 40 hexadecimal digits
     * @param author the name in it
     * @param url of the forge's page about it; absent where none is known
     * @param acceptedBy who accepted what guards held
     * @param deniedIpv4 addresses that a firewall denies after it, in the whole fleet
     * @param rules of all firewalls after it
     * @param clusters those whose firewalls it changed
     */
    public record CommitReport(
            String commit,
            Instant time,
            String author,
            String subject,
            @Nullable String url,
            List<String> acceptedBy,
            BigInteger deniedIpv4,
            BigInteger deniedIpv6,
            int rules,
            int firewalls,
            List<StepReport> clusters) {}

    /**
     * What a commit meant for one cluster, in addresses.
     *
     * @param rules of its firewalls after the commit
     * @param sameDecisions whether all traffic is treated as before
     */
    public record StepReport(
            String cluster, int rules, boolean sameDecisions, StepAddresses ipv4, StepAddresses ipv6) {}

    /**
     * Addresses of one family.
     *
     * @param denied by a firewall of the cluster after the commit
     * @param newlyDenied that a firewall did not deny before
     * @param newlyAllowed that a firewall denied before
     */
    public record StepAddresses(BigInteger denied, BigInteger newlyDenied, BigInteger newlyAllowed) {

        static StepAddresses of(NetEffect.Denied denied) {
            return new StepAddresses(denied.now(), denied.more(), denied.fewer());
        }
    }

    /**
     * How one run ended.
     *
     * @param outcome as in a report of a run
     * @param message cut to a few hundred characters
     * @param commit that it made; absent where it made none
     */
    public record PastRunReport(
            Instant started,
            Instant finished,
            String outcome,
            String message,
            @Nullable String commit) {

        static PastRunReport of(NotedRun run) {
            return new PastRunReport(
                    run.started(),
                    run.finished(),
                    run.outcome(),
                    run.message(),
                    run.commit().orElse(null));
        }
    }

    /** @param pages gives the forge's page about a commit */
    public static HistoryReport of(FleetHistory history, Function<String, Optional<URI>> pages) {
        return new HistoryReport(
                history.published().commits().stream()
                        .map(commit -> commit(commit, pages))
                        .toList(),
                history.published().end().words(),
                history.published().end().isComplete(),
                history.runs().stream().map(PastRunReport::of).toList(),
                history.refusal().orElse(null),
                history.trouble().orElse(null));
    }

    private static CommitReport commit(PublishedCommit commit, Function<String, Optional<URI>> pages) {
        return new CommitReport(
                commit.commit(),
                commit.time(),
                OutsideText.line(commit.author()),
                OutsideText.line(commit.subject()),
                pages.apply(commit.commit()).map(URI::toString).orElse(null),
                commit.acceptedBy().stream().map(OutsideText::line).toList(),
                commit.after().ipv4(),
                commit.after().ipv6(),
                commit.after().rules(),
                commit.after().firewalls(),
                commit.clusters().stream().map(HistoryReport::step).toList());
    }

    private static StepReport step(ClusterStep step) {
        return new StepReport(
                OutsideText.line(step.cluster()),
                step.rules(),
                step.effect().isNone(),
                StepAddresses.of(step.effect().ipv4()),
                StepAddresses.of(step.effect().ipv6()));
    }
}
