package dev.sluice;

import dev.sluice.policy.Strategy;
import dev.sluice.run.HeldChange;
import dev.sluice.run.RunReport;
import dev.sluice.run.RunReport.BlockedReport;
import dev.sluice.run.RunReport.FeedReport;
import dev.sluice.run.RunReport.ImpactSummary;
import dev.sluice.run.RunReport.NetworkReport;
import dev.sluice.run.RunReport.RequestReport;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run's report for a person at a terminal. */
final class RunSummary {

    private RunSummary() {}

    /** @param showsDiff whether the diff of what is held is not shown otherwise */
    static String of(RunReport report, boolean showsDiff) {
        String feeds = report.feeds().stream().map(RunSummary::feed).collect(Collectors.joining());
        String firewalls = report.firewalls().stream()
                .map(firewall ->
                        "  %s/%s: %d rules\n".formatted(firewall.cluster(), firewall.namespace(), firewall.rules()))
                .collect(Collectors.joining());
        String accept = report.accept() == null
                ? ""
                : "  to let the feeds pass: sluice.guards.accept: " + report.accept() + "\n";
        String strategy = "strategy " + report.strategy() + "\n";
        String requests = report.requests().stream().map(RunSummary::request).collect(Collectors.joining());
        String kinds = report.strategy().equals(Strategy.COMPACT.toString()) ? "Allow and Deny" : "Deny";
        String blocked =
                report.blocked().stream().map(family -> blocked(family, kinds)).collect(Collectors.joining());
        String strategies = report.strategies().stream()
                .map(needs -> "strategy %s needs %d rules IPv4, %d IPv6\n"
                        .formatted(needs.strategy(), needs.ipv4(), needs.ipv6()))
                .collect(Collectors.joining());
        String impact = report.impact().stream().map(RunSummary::impact).collect(Collectors.joining());
        String storage = report.storage().stream()
                .map(finding -> "storage of %s: %s, %s\n"
                        .formatted(
                                finding.cluster(), finding.state().name().toLowerCase(Locale.ROOT), finding.message()))
                .collect(Collectors.joining());
        String networks = report.networks().stream().map(RunSummary::network).collect(Collectors.joining());
        HeldChange waiting = report.held();
        String held = waiting == null
                ? ""
                : (showsDiff ? waiting.diff() : "") + "waiting: "
                        + waiting.message().strip().replace("\n", "\n  ") + "\n";
        return feeds + networks + strategy + blocked + strategies + firewalls + requests + impact + storage + held
                + report.outcome() + ": " + report.message() + "\n" + accept;
    }

    private static String impact(ImpactSummary impact) {
        return "impact on %s: %s\n".formatted(impact.cluster(), impact.message())
                + impact.unseen().stream()
                        .map(unseen -> "  not seen: " + unseen + "\n")
                        .collect(Collectors.joining());
    }

    private static String feed(FeedReport feed) {
        String token = feed.syncToken() == null ? "no syncToken" : "syncToken " + feed.syncToken();
        return "feed %s: %d prefixes IPv4, %d IPv6, %s\n"
                .formatted(feed.name(), feed.prefixesIpv4(), feed.prefixesIpv6(), token);
    }

    private static String network(NetworkReport network) {
        return "%s: %s network %s\n"
                .formatted(network.cluster(), network.kind(), String.join(", ", network.prefixes()));
    }

    private static String request(RequestReport request) {
        return "  request %s: %s%s%s\n"
                .formatted(
                        request.subject(),
                        request.state(),
                        request.url() == null ? "" : " " + request.url(),
                        request.reason().isEmpty() ? "" : ", " + request.reason());
    }

    private static String blocked(BlockedReport blocked, String kinds) {
        return "%s: %d %s rules for %d addresses, %d of them over-blocked; prefix-filter over-blocks %d\n"
                .formatted(
                        blocked.family(),
                        blocked.rules(),
                        kinds,
                        blocked.addresses(),
                        blocked.overBlocked(),
                        blocked.prefixFilterOverBlocks());
    }
}
