package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleDelta.Effect;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.review.body.BodyModel.EffectPart;
import dev.sluice.review.body.BodyModel.Group;
import dev.sluice.review.body.BodyModel.PrefixRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What changes for whom; firewalls with the same change are written once. */
final class EffectSection {

    /** How many causes of one prefix are written. */
    private static final int CAUSES = 3;

    /** What firewalls that change alike have in common; the first of them and its cluster represent all. */
    private record Alike(Effect effect, boolean isNew, boolean goes, boolean reconfigured, Object before) {}

    private final SequencedMap<Alike, List<FirewallDelta>> alike = new LinkedHashMap<>();
    private final Map<Alike, ClusterChange> clusters = new HashMap<>();
    private final Depth depth;

    private EffectSection(Depth depth) {
        this.depth = depth;
    }

    static List<Group> groups(Briefing briefing, Depth depth) {
        EffectSection section = new EffectSection(depth);
        briefing.clusters().forEach(section::add);
        return section.alike.entrySet().stream()
                .map(entry -> section.group(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void add(ClusterChange cluster) {
        Object before =
                cluster.before().map(selection -> (Object) selection.digest()).orElse("");
        for (FirewallDelta firewall : cluster.firewalls()) {
            if (firewall.isChanged()) {
                Alike key = new Alike(
                        firewall.rules().effect(), firewall.isNew(), firewall.goes(), cluster.isReconfigured(), before);
                alike.computeIfAbsent(key, any -> new ArrayList<>()).add(firewall);
                clusters.putIfAbsent(key, cluster);
            }
        }
    }

    private Group group(Alike key, List<FirewallDelta> firewalls) {
        Effect effect = key.effect();
        List<EffectPart> parts = new ArrayList<>();
        for (Family family : Family.values()) {
            add(parts, "Newly denied", family, effect.newlyDenied(), key);
            add(parts, "Newly allowed", family, effect.newlyAllowed(), key);
        }
        return new Group(
                FirewallNames.names(firewalls, depth),
                Inline.say("%s rules before, %s now.", effect.before(), effect.after()),
                notes(key),
                parts);
    }

    private List<Inline> notes(Alike key) {
        List<Inline> notes = new ArrayList<>();
        if (key.isNew()) {
            notes.add(Inline.say("There was no firewall before."));
        }
        if (key.goes()) {
            notes.add(Inline.say("The firewall goes, and everything is allowed."));
        }
        if (key.effect().isNone()) {
            notes.add(Inline.say("No effect on any address: the same decisions, written in other rules."));
        }
        if (key.effect().isReordered()) {
            notes.add(Inline.say(
                    "Rules by port, name or node stand in another place, with an effect on what they match."));
        }
        if (!key.goes() && !key.isNew()) {
            rules("Goes: %s", key.effect().dropped(), notes);
        }
        if (!key.goes()) {
            rules("Comes: %s", key.effect().added(), notes);
        }
        return notes;
    }

    private void rules(String words, List<Rule> rules, List<Inline> notes) {
        rules.stream().limit(depth.rows()).forEach(rule -> notes.add(Inline.say(words, rule)));
        if (rules.size() > depth.rows()) {
            notes.add(Inline.say("and %s more rules by port, name or node", rules.size() - depth.rows()));
        }
    }

    private void add(List<EffectPart> parts, String what, Family family, IpSet addresses, Alike key) {
        List<Prefix> prefixes = addresses.only(family).prefixes();
        if (prefixes.isEmpty()) {
            return;
        }
        Collection<Cause> causes = causes(key, what.equals("Newly denied"));
        // Only the length tells how large a prefix is; of equal ones the lower comes first.
        List<PrefixRow> rows = prefixes.stream()
                .sorted(Comparator.comparingInt(Prefix::length).thenComparing(Comparator.naturalOrder()))
                .limit(depth.rows())
                .map(prefix -> row(prefix, causes, key))
                .toList();
        Inline title = Inline.say(
                what + ", " + Amounts.family(family) + ": " + Amounts.addresses(addresses.size(family), family)
                        + (family == Family.IPV4 ? " addresses in " : " in ")
                        + Amounts.count(prefixes.size(), "prefix"));
        parts.add(new EffectPart(title, rows, prefixes.size() - rows.size()));
    }

    private Collection<Cause> causes(Alike key, boolean denying) {
        ClusterChange cluster = clusters.get(key);
        if (key.goes()) {
            return List.of();
        }
        if (key.isNew() || cluster.before().isEmpty()) {
            return denying ? Cause.ofBlocking(cluster.now()) : List.of();
        }
        return denying
                ? Cause.ofDenying(cluster.before().get(), cluster.now())
                : Cause.ofAllowing(cluster.before().get(), cluster.now());
    }

    private static PrefixRow row(Prefix prefix, Collection<Cause> causes, Alike key) {
        List<Cause> bearing =
                causes.stream().filter(cause -> cause.bearsOn(prefix)).toList();
        Inline why = bearing.isEmpty()
                ? Inline.say(otherCause(key))
                : Inline.listed(
                        bearing.stream().limit(CAUSES).map(Cause::inline).toList(), bearing.size());
        String addresses = Amounts.addresses(IpSet.of(prefix).size(prefix.family()), prefix.family());
        return new PrefixRow(Inline.code(prefix), addresses, why);
    }

    private static String otherCause(Alike key) {
        if (key.goes()) {
            return "the firewall goes";
        }
        return key.reconfigured() ? "the configuration" : "what was published said something else";
    }
}
