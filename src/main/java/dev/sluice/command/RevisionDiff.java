package dev.sluice.command;

import dev.sluice.gitops.LocalRepository;
import dev.sluice.gitops.Snapshot;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleDelta;
import dev.sluice.policy.Selection;
import dev.sluice.policy.Verdict;
import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what a change between two commits means in addresses. */
public final class RevisionDiff {

    /** More prefixes than this are counted. */
    private static final int MOST = 200;

    private final Map<String, PublishedFolder> before;
    private final Map<String, PublishedFolder> after;

    private RevisionDiff(Map<String, PublishedFolder> before, Map<String, PublishedFolder> after) {
        this.before = before;
        this.after = after;
    }

    /** Of two commits of a clone. */
    public static String of(Path checkout, String from, String to) {
        try (LocalRepository repository = LocalRepository.open(checkout)) {
            Snapshot before = repository.at(from);
            Snapshot after = repository.at(to);
            return new RevisionDiff(
                            byName(PublishedFolder.in(before, after)), byName(PublishedFolder.in(after, before)))
                    .text();
        }
    }

    private static Map<String, PublishedFolder> byName(List<PublishedFolder> folders) {
        SortedMap<String, PublishedFolder> byName = new TreeMap<>();
        folders.forEach(folder -> byName.put(folder.name(), folder));
        return byName;
    }

    private String text() {
        List<FirewallDelta> changed = changed();
        if (changed.isEmpty()) {
            return "no firewall changes: the same rules in the same order\n";
        }
        Map<RuleDelta.Effect, List<FirewallDelta>> alike = new LinkedHashMap<>();
        changed.forEach(delta -> alike.computeIfAbsent(delta.rules().effect(), any -> new ArrayList<>())
                .add(delta));
        return ChangeTable.of(changed).text()
                + alike.values().stream().map(this::details).collect(Collectors.joining());
    }

    private List<FirewallDelta> changed() {
        List<FirewallDelta> changed = new ArrayList<>();
        for (String cluster : both(before, after)) {
            SortedMap<String, List<Rule>> then = firewalls(before, cluster);
            SortedMap<String, List<Rule>> now = firewalls(after, cluster);
            for (String namespace : both(then, now)) {
                List<Rule> published = then.getOrDefault(namespace, List.of());
                List<Rule> rules = now.getOrDefault(namespace, List.of());
                if (!published.equals(rules)) {
                    DecisionFunction earlier = DecisionFunction.of(published);
                    DecisionFunction later = DecisionFunction.of(rules);
                    boolean isNone = earlier.equals(later);
                    RuleDelta delta = RuleDelta.of(
                            published,
                            earlier.denied(),
                            rules,
                            later.denied(),
                            isNone,
                            !isNone && !later.deniesNoMoreThan(earlier));
                    changed.add(new FirewallDelta(cluster, namespace, delta));
                }
            }
        }
        return changed;
    }

    private static SortedMap<String, List<Rule>> firewalls(Map<String, PublishedFolder> folders, String cluster) {
        return folders.containsKey(cluster) ? folders.get(cluster).firewalls() : Collections.emptySortedMap();
    }

    private static SortedSet<String> both(Map<String, ?> one, Map<String, ?> other) {
        SortedSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    /** The prefixes, once for all firewalls that change alike. */
    private String details(List<FirewallDelta> alike) {
        RuleDelta.Effect effect = alike.getFirst().rules().effect();
        String cluster = alike.getFirst().cluster();
        String names = alike.stream().map(FirewallDelta::toString).collect(Collectors.joining(", "));
        String lines = prefixes("newly denied", effect.newlyDenied(), lists(after, cluster))
                + prefixes("newly allowed", effect.newlyAllowed(), lists(before, cluster))
                + rules("no longer", effect.dropped())
                + rules("new", effect.added());
        String same = effect.isNone()
                ? "  every decision stays as it was\n"
                : effect.isReordered() ? "  rules by port, name or node move to another place\n" : "";
        return "\n" + names + "\n" + lines + same;
    }

    private static Selection lists(Map<String, PublishedFolder> folders, String cluster) {
        return folders.containsKey(cluster) ? folders.get(cluster).lists() : new Selection(List.of(), List.of());
    }

    private static String prefixes(String what, IpSet addresses, Selection lists) {
        List<Prefix> prefixes = new ArrayList<>();
        for (Family family : Family.values()) {
            addresses.only(family).prefixes().forEach(prefixes::add);
        }
        String shown = prefixes.stream()
                .limit(MOST)
                .map(prefix -> "  " + what + ": " + prefix + entry(prefix, lists) + "\n")
                .collect(Collectors.joining());
        return shown
                + (prefixes.size() > MOST
                        ? "  " + what + ": " + Amounts.count(prefixes.size() - MOST, "prefix") + " more\n"
                        : "");
    }

    private static String entry(Prefix prefix, Selection lists) {
        String listed = Verdict.listed(prefix.first(), lists).stream()
                .map(entry -> entry.list() + " " + entry.entry().prefix())
                .collect(Collectors.joining(", "));
        return listed.isEmpty() ? "" : " (" + listed + ")";
    }

    private static String rules(String what, List<Rule> rules) {
        return rules.stream().map(rule -> "  " + what + ": " + rule + "\n").collect(Collectors.joining());
    }
}
