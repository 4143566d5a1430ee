package dev.sluice.run;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.feed.Document;
import dev.sluice.plan.Computation;
import dev.sluice.policy.Impact;
import dev.sluice.policy.RuleList;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.review.Settled;
import dev.sluice.text.OutsideText;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Sluice reports about one run.
 *
 * @param outcome unchanged, committed, proposed, planned, skipped, frozen, held or failed
 * @param message what happened, in a sentence
 * @param commit 40 hexadecimal digits, where one was made
 * @param reasons why it was held, each a guard with number and limit, or a removal
 * @param accept what {@code sluice.guards.accept} takes to let the feeds pass; absent where no guard holds them
 * @param digest of the feeds' prefixes
 * @param firewalls by cluster and namespace; empty where the feeds did not allow to say, and in older reports of a large
 *     fleet, see {@link RecentReports}
 * @param impact what a plan would have done to observed traffic, without naming any
 * @param storage what is known of the storage that LokiStacks need
 * @param networks what clusters told of their networks; empty where none was asked
 * @param unseen what the run would have liked to know of clusters and could not see, each with its cause
 * @param held what waits for a person's decision; absent where nothing does
 * @param blocked what is to be denied by family; empty where the feeds did not allow to say
 * @param strategies how many rules each strategy needs; empty where the feeds did not allow to say
 */
public record RunReport(
        long id,
        Instant started,
        Instant finished,
        String outcome,
        String message,
        @Nullable String commit,
        List<String> reasons,
        @Nullable String accept,
        @Nullable String digest,
        List<FeedReport> feeds,
        String strategy,
        List<BlockedReport> blocked,
        List<StrategyReport> strategies,
        List<FirewallReport> firewalls,
        List<RequestReport> requests,
        List<ImpactSummary> impact,
        List<StorageFinding> storage,
        List<NetworkReport> networks,
        List<String> unseen,
        List<String> warnings,
        @Nullable HeldChange held) {

    /** In code points: a message may name many clusters. */
    private static final int LONGEST = 4_000;

    public RunReport {
        message = OutsideText.line(message, LONGEST);
        reasons = lines(reasons);
        unseen = lines(unseen);
        warnings = lines(warnings);
    }

    private static List<String> lines(List<String> texts) {
        return texts.stream().map(text -> OutsideText.line(text, LONGEST)).toList();
    }

    /**
     * One feed.
     *
     * @param ageSeconds since its publication, by its token; absent without one
     * @param prefixesIpv4 distinct ones, not merged
     */
    public record FeedReport(
            String name,
            String url,
            @Nullable Long syncToken,
            @Nullable Long ageSeconds,
            String sha256,
            @Nullable String etag,
            int prefixesIpv4,
            int prefixesIpv6) {}

    /**
     * What is denied in every target namespace, in one family.
     *
     * @param family ipv4 or ipv6
     * @param rules that the strategy makes of them: Deny, and with compact Allow too
     * @param overBlocked denied addresses that the exact difference leaves alone
     * @param prefixFilterOverBlocks how many of these the strategy prefix-filter denies, whichever is configured
     */
    public record BlockedReport(
            String family,
            BigInteger addresses,
            long rules,
            BigInteger overBlocked,
            BigInteger prefixFilterOverBlocks) {}

    /**
     * How many rules a strategy needs for what is blocked, in a firewall that says nothing else.
     *
     * @param strategy exact, compact or prefix-filter
     */
    public record StrategyReport(String strategy, long ipv4, long ipv6) {}

    /** The rules of one namespace. */
    public record FirewallReport(String cluster, String namespace, int rules) {}

    /**
     * One request.
     *
     * @param subject the cluster that it is for, or all
     * @param state opened, updated, unchanged, waiting, declined, deferred, closed, planned or failed
     * @param url where people look at it; absent where there is none
     * @param reason why nothing more was done; empty where all was
     */
    public record RequestReport(
            String subject, String state, @Nullable String url, String reason) {}

    /**
     * Networks that a cluster told of.
     *
     * @param kind machine, service, pod, api, node, join or transit
     * @param prefixes each as CIDR
     */
    public record NetworkReport(String cluster, String kind, List<String> prefixes) {}

    /**
     * What a plan would have done to observed traffic of one cluster.
     *
     * @param message a sentence, which never says that there is no impact
     * @param unseen why the observation is incomplete
     */
    public record ImpactSummary(String cluster, String message, long flows, int changed, List<String> unseen) {

        static ImpactSummary of(Impact impact) {
            return new ImpactSummary(
                    impact.cluster(),
                    impact.summary(),
                    impact.flows(),
                    impact.changed().size(),
                    impact.unseen());
        }
    }

    static RunReport of(long id, Instant started, Instant finished, RunResult run, String strategy) {
        Outcome outcome = run.outcome();
        Optional<Computation> computed = run.computation();
        return new RunReport(
                id,
                started,
                finished,
                outcome.word(),
                outcome.message(),
                outcome.landed().map(Outcome.Committed::commit).orElse(null),
                outcome.reasons(),
                outcome.accept().orElse(null),
                computed.map(Computation::digest).orElse(null),
                run.documents().stream()
                        .map(document -> feed(document, finished))
                        .toList(),
                strategy,
                computed.map(computation -> blocked(computation, strategy)).orElse(List.of()),
                computed.map(RunReport::strategies).orElse(List.of()),
                computed.map(RunReport::firewalls).orElse(List.of()),
                run.settled().stream().map(RunReport::request).toList(),
                run.impacts().orElse(List.of()).stream().map(ImpactSummary::of).toList(),
                run.storage(),
                run.networks().stream().flatMap(RunReport::networks).toList(),
                unseen(run),
                run.warnings(),
                run.held().orElse(null));
    }

    /** The same report without its firewalls. */
    RunReport withoutFirewalls() {
        return with(List.of(), held);
    }

    /** The same report without the diff of what is held. */
    RunReport withoutDiff() {
        return held == null ? this : with(firewalls, held.withoutDiff());
    }

    private RunReport with(List<FirewallReport> firewalls, @Nullable HeldChange held) {
        return new RunReport(
                id,
                started,
                finished,
                outcome,
                message,
                commit,
                reasons,
                accept,
                digest,
                feeds,
                strategy,
                blocked,
                strategies,
                firewalls,
                requests,
                impact,
                storage,
                networks,
                unseen,
                warnings,
                held);
    }

    private static Stream<NetworkReport> networks(ResolvedNetworks known) {
        return known.detected().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(network -> new NetworkReport(
                        known.cluster(),
                        network.getKey().word(),
                        network.getValue().stream().map(Prefix::toString).toList()));
    }

    private static List<String> unseen(RunResult run) {
        return Stream.of(
                        run.networks().stream().flatMap(known -> known.unseen().stream()),
                        run.unseenOperators().stream(),
                        run.storage().stream()
                                .filter(finding -> finding.state() == StorageFinding.StorageState.UNSEEN)
                                .map(finding -> "storage of " + finding.cluster() + ": " + finding.message()),
                        run.unverified().stream())
                .flatMap(part -> part)
                .toList();
    }

    private static RequestReport request(Settled request) {
        return new RequestReport(
                request.subject(),
                request.state().name().toLowerCase(Locale.ROOT),
                request.url().map(URI::toString).map(OutsideText::line).orElse(null),
                OutsideText.line(request.reason(), LONGEST));
    }

    /** How long the run took. */
    Duration duration() {
        return Duration.between(started, finished);
    }

    private static FeedReport feed(Document document, Instant now) {
        return new FeedReport(
                document.name(),
                OutsideText.line(document.url().toString()),
                document.token().isPresent() ? document.token().getAsLong() : null,
                document.age(now).map(Duration::toSeconds).orElse(null),
                document.sha256(),
                document.etag().map(OutsideText::line).orElse(null),
                document.prefixes().prefixes(Family.IPV4).size(),
                document.prefixes().prefixes(Family.IPV6).size());
    }

    private static List<StrategyReport> strategies(Computation computation) {
        return computation.ruleCounts().stream()
                .map(count -> new StrategyReport(count.strategy().toString(), count.ipv4(), count.ipv6()))
                .toList();
    }

    private static List<BlockedReport> blocked(Computation computation, String strategy) {
        StrategyReport rules = strategies(computation).stream()
                .filter(report -> report.strategy().equals(strategy))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(Family.values())
                .map(family -> new BlockedReport(
                        family.name().toLowerCase(Locale.ROOT),
                        computation.blocked().addresses().size(family),
                        family == Family.IPV4 ? rules.ipv4() : rules.ipv6(),
                        computation.blocked().overBlocked(family),
                        computation.filtered().overBlocked(family)))
                .toList();
    }

    private static List<FirewallReport> firewalls(Computation computation) {
        return computation.firewalls().entrySet().stream()
                .flatMap(cluster -> cluster.getValue().entrySet().stream()
                        .map((Map.Entry<String, RuleList> firewall) -> new FirewallReport(
                                cluster.getKey(),
                                firewall.getKey(),
                                firewall.getValue().size())))
                .toList();
    }
}
