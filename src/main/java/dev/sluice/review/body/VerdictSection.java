package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.policy.Selection;
import dev.sluice.policy.Verdict;
import dev.sluice.policy.Verdict.Listed;
import dev.sluice.review.body.BodyModel.VerdictGroup;
import dev.sluice.review.body.BodyModel.VerdictTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What becomes of addresses that reviewers know, and which rule and feed entry decide it. */
final class VerdictSection {

    /** How many rules or entries of one address are written. */
    private static final int SOME = 3;

    private VerdictSection() {}

    static VerdictTables of(Briefing briefing, Depth depth) {
        Map<List<Rule>, List<BodyModel.VerdictRow>> known = new HashMap<>();
        SequencedMap<List<BodyModel.VerdictRow>, List<FirewallDelta>> alike = new LinkedHashMap<>();
        for (ClusterChange cluster : briefing.clusters()) {
            for (FirewallDelta firewall : cluster.firewalls()) {
                if (!firewall.goes()) {
                    List<BodyModel.VerdictRow> rows =
                            known.computeIfAbsent(firewall.after(), rules -> rows(rules, cluster.now()));
                    alike.computeIfAbsent(rows, any -> new ArrayList<>()).add(firewall);
                }
            }
        }
        List<VerdictGroup> groups = alike.entrySet().stream()
                .limit(depth.groups())
                .map(entry -> new VerdictGroup(FirewallNames.names(entry.getValue(), depth), entry.getKey()))
                .toList();
        return new VerdictTables(groups, alike.size() - groups.size());
    }

    private static List<BodyModel.VerdictRow> rows(List<Rule> rules, Selection selection) {
        RuleList list = new RuleList(rules);
        return WellKnown.ALL.stream()
                .map(known -> row(known, Verdict.on(known.address(), list, selection)))
                .toList();
    }

    private static BodyModel.VerdictRow row(WellKnown known, Verdict verdict) {
        Inline rule = verdict.decidedBy()
                .map(by -> Inline.say("%s: %s", verdict.rule().orElseThrow(), by))
                .orElseGet(() -> Inline.say("no rule matches"));
        Inline shown = verdict.partial().isEmpty()
                ? rule
                : Inline.say("%s; before it some traffic meets %s", rule, Inline.codes(verdict.partial(), SOME));
        List<Inline> entries =
                verdict.entries().stream().map(VerdictSection::entry).toList();
        return new BodyModel.VerdictRow(
                Inline.code(known.address()),
                known.what(),
                verdict.action().toString(),
                shown,
                entries.isEmpty() ? Inline.say("none") : Inline.listed(first(entries), entries.size()));
    }

    private static List<Inline> first(List<Inline> pieces) {
        return pieces.stream().limit(SOME).toList();
    }

    private static Inline entry(Listed listed) {
        return listed.entry().scope().isEmpty()
                ? Inline.say("%s in %s", listed.entry().prefix(), listed.list())
                : Inline.say(
                        "%s (%s) in %s", listed.entry().prefix(), listed.entry().scope(), listed.list());
    }
}
