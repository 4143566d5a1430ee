package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterEffect;
import dev.sluice.policy.Action;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.RuleDelta;
import dev.sluice.policy.Selection;
import dev.sluice.policy.Verdict;
import dev.sluice.policy.Verdict.Listed;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.review.body.BodyModel.VerdictGroup;
import dev.sluice.review.body.BodyModel.VerdictTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** What becomes of addresses that reviewers know, and which rule and feed entry decide it. */
final class VerdictSection {

    private static final int GROUPS = 10;

    /** How many verdicts that should stay are shown. */
    private static final int STAYING = 3;

    /** How many rules or entries of one address are written. */
    private static final int SOME = 3;

    private record ChangedVerdict(WellKnown known, Verdict before, Verdict after) {

        boolean changes() {
            return before.action() != after.action();
        }
    }

    private VerdictSection() {}

    static VerdictTables of(Briefing briefing, SummarySection summary, Room room) {
        SequencedMap<RuleDelta, List<FirewallDelta>> alike = new LinkedHashMap<>();
        SequencedMap<RuleDelta, Selection> selections = new LinkedHashMap<>();
        for (ClusterChange cluster : briefing.clusters()) {
            for (FirewallDelta firewall : cluster.firewalls()) {
                if (firewall.isChanged() && !firewall.goes()) {
                    alike.computeIfAbsent(firewall.rules(), any -> new ArrayList<>())
                            .add(firewall);
                    selections.putIfAbsent(firewall.rules(), cluster.now());
                }
            }
        }
        return new VerdictTables(room.pieces(alike.entrySet(), GROUPS, entry -> Optional.of(new VerdictGroup(
                        summary.heading(entry.getValue()),
                        rows(entry.getValue().getFirst(), selections.get(entry.getKey()))))
                .filter(room::takes)));
    }

    private static List<Inline> rows(FirewallDelta firewall, Selection selection) {
        List<ChangedVerdict> verdicts = Stream.concat(largest(firewall), WellKnown.ALL.stream())
                .map(known -> new ChangedVerdict(
                        known,
                        Verdict.on(known.address(), firewall.before(), selection),
                        Verdict.on(known.address(), firewall.after(), selection)))
                .toList();
        return Stream.concat(
                        verdicts.stream().filter(ChangedVerdict::changes),
                        verdicts.stream()
                                .filter(verdict -> !verdict.changes())
                                .sorted(Comparator.comparingInt(
                                        verdict -> verdict.known().staying()))
                                .limit(STAYING))
                .map(VerdictSection::row)
                .toList();
    }

    /** The first address of the largest prefix that changes each way. */
    private static Stream<WellKnown> largest(FirewallDelta firewall) {
        if (firewall.isNew() || ClusterEffect.closes(firewall)) {
            return Stream.empty(); // it would be any address
        }
        return Stream.of(
                        largest(firewall.rules().effect().newlyDenied(), "largest newly denied"),
                        largest(firewall.rules().effect().newlyAllowed(), "largest newly allowed"))
                .flatMap(Optional::stream);
    }

    private static Optional<WellKnown> largest(IpSet addresses, String what) {
        return Stream.of(Family.values())
                .map(family -> addresses.only(family).prefixes())
                .filter(prefixes -> !prefixes.isEmpty())
                .findFirst()
                .flatMap(prefixes -> prefixes.stream().min(Comparator.comparingInt(Prefix::length)))
                .map(prefix -> new WellKnown(prefix.first(), what));
    }

    private static Inline row(ChangedVerdict verdict) {
        Action before = verdict.before().action();
        Action after = verdict.after().action();
        return Inline.say(
                "| %s | %s | %s | %s |",
                Inline.code(verdict.known().address()),
                Inline.words(verdict.known().what()),
                Inline.words(before == after ? after + ", as before" : before + " → **" + after + "**"),
                because(verdict.after()));
    }

    private static Inline because(Verdict verdict) {
        Inline rule = verdict.decidedBy()
                .map(by -> Inline.say("rule %s, %s", verdict.rule().orElseThrow(), by))
                .orElseGet(() -> Inline.words("no rule matches"));
        List<Inline> entries =
                verdict.entries().stream().map(VerdictSection::entry).toList();
        Inline whole = entries.isEmpty()
                ? rule
                : Inline.say(
                        "%s; %s",
                        rule, Inline.listed(entries.stream().limit(SOME).toList(), entries.size()));
        return verdict.partial().isEmpty()
                ? whole
                : Inline.say("%s; before it some traffic meets %s", whole, Inline.codes(verdict.partial(), SOME));
    }

    private static Inline entry(Listed listed) {
        return listed.entry().scope().isEmpty()
                ? Inline.say("%s in %s", listed.entry().prefix(), listed.list())
                : Inline.say(
                        "%s (%s) in %s", listed.entry().prefix(), listed.entry().scope(), listed.list());
    }
}
