package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ChangeSummary;
import dev.sluice.plan.briefing.ChangeSummary.ClusterGroup;
import dev.sluice.plan.briefing.ChangeSummary.FamilyCounts;
import dev.sluice.plan.briefing.ChangeSummary.LineFacts;
import dev.sluice.plan.briefing.ChangeSummary.SummaryLine;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Risk;
import dev.sluice.review.body.BodyModel.ClusterNames;
import dev.sluice.review.body.Room.Fitting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The first table of a body, which names each cluster once; what follows speaks of its lines by their numbers. */
final class SummarySection {

    private static final int LINES = 40;

    /** More clusters than this are named below the table, folded. */
    private static final int CLUSTERS = 8;

    private static final int FOLDED = 1_000;
    private static final int NAMESPACES = 12;

    /** A line, numbered, with the clusters that it is the first of. */
    private record NumberedLine(int number, List<String> clusters, SummaryLine line) {}

    private final List<NumberedLine> lines = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    SummarySection(Briefing briefing) {
        for (ClusterGroup group : ChangeSummary.of(briefing).groups()) {
            for (SummaryLine line : group.lines()) {
                List<String> named = line.equals(group.lines().getFirst()) ? group.clusters() : List.of();
                int number = lines.size() + 1;
                lines.add(new NumberedLine(number, named, line));
                group.clusters().forEach(cluster -> line.namespaces()
                        .forEach(namespace -> numbers.put(cluster + "/" + namespace, number)));
            }
        }
    }

    List<SummaryLine> lines() {
        return lines.stream().map(NumberedLine::line).toList();
    }

    /** Whether there are several lines, so that they have numbers. */
    boolean isNumbered() {
        return lines.size() > 1;
    }

    /** What firewalls are called below the table: nothing where they are all there are. */
    List<Inline> heading(Collection<FirewallDelta> firewalls) {
        if (!isNumbered()) {
            return List.of();
        }
        SortedSet<Integer> those = new TreeSet<>();
        firewalls.forEach(firewall -> those.add(numbers.getOrDefault(firewall.toString(), 0)));
        those.remove(0);
        List<Inline> shown = those.stream()
                .limit(NAMESPACES)
                .map(number -> Inline.say("%s", number))
                .toList();
        return shown.isEmpty()
                ? List.of(FirewallNames.names(List.copyOf(firewalls)))
                : List.of(Inline.say(those.size() == 1 ? "Line %s" : "Lines %s", Inline.listed(shown, those.size())));
    }

    Fitting<Inline> rows(Room room) {
        return room.lines(lines, LINES, this::row);
    }

    /** The clusters of lines that have too many for their cell. */
    List<ClusterNames> clusters(Room room) {
        return room.pieces(
                        lines.stream()
                                .filter(line -> line.clusters().size() > CLUSTERS)
                                .toList(),
                        LINES,
                        line -> Optional.of(names(line, room)))
                .items();
    }

    private ClusterNames names(NumberedLine line, Room room) {
        String which =
                "The " + line.clusters().size() + " clusters" + (isNumbered() ? " of line " + line.number() : "");
        return new ClusterNames(which, room.lines(line.clusters(), FOLDED, cluster -> Inline.shortCode(cluster)));
    }

    private Inline row(NumberedLine numbered) {
        SummaryLine line = numbered.line();
        LineFacts facts = line.facts();
        boolean hasFirewall = !line.namespaces().isEmpty();
        return Inline.say(
                "|" + (isNumbered() ? " " + numbered.number() + " |" : "") + " %s | %s | %s | %s | %s | %s | %s | %s |",
                cell(numbered.clusters()),
                hasFirewall ? Inline.shortCodes(line.namespaces(), NAMESPACES) : Inline.words("–"),
                Inline.words(hasFirewall ? facts.newlyDenied().toString() : "–"),
                Inline.words(hasFirewall ? facts.newlyAllowed().toString() : "–"),
                Inline.words(hasFirewall ? step(facts.deniedBefore(), facts.deniedAfter()) : "–"),
                Inline.words(hasFirewall ? facts.rulesBefore() + " → " + facts.rulesAfter() : "–"),
                Inline.words(line.risk() == Risk.Level.HIGH ? "**high**" : "low"),
                Inline.words(String.join("; ", line.why())));
    }

    private static Inline cell(List<String> clusters) {
        return clusters.size() > CLUSTERS
                ? Inline.words(clusters.size() + " clusters")
                : Inline.shortCodes(clusters, CLUSTERS);
    }

    /** Of IPv4, unless there is nothing of it. */
    private static String step(FamilyCounts before, FamilyCounts after) {
        return before.ipv4().signum() == 0 && after.ipv4().signum() == 0
                ? before + " → " + after
                : Amounts.number(before.ipv4()) + " → " + Amounts.number(after.ipv4());
    }
}
