package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterEffect;
import dev.sluice.policy.Action;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleDelta.Effect;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.review.body.BodyModel.EffectPart;
import dev.sluice.review.body.BodyModel.Group;
import dev.sluice.review.body.Room.Fitting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What changes for whom; firewalls with the same change are written once, their largest prefixes first. */
final class EffectSection {

    private static final int GROUPS = 40;

    /** How many prefixes are shown before the rest is folded. */
    private static final int OPEN = 10;

    private static final int FOLDED = 2_000;
    private static final int RULES = 20;

    /** How many causes of one prefix are written. */
    private static final int CAUSES = 3;

    /** What firewalls that change alike have in common; the first of them and its cluster represent all. */
    private record Alike(
            Effect effect, boolean isNew, boolean goes, boolean closes, boolean reconfigured, Object before) {}

    /** A part whose folded prefixes wait until everything else has its room. */
    private record OpenPart(
            Inline title,
            Fitting<Inline> open,
            List<Prefix> folded,
            Collection<Cause> causes,
            Alike key,
            boolean isWide) {}

    private record OpenGroup(List<Inline> heading, List<Inline> notes, List<OpenPart> parts) {}

    private final SequencedMap<Alike, List<FirewallDelta>> alike = new LinkedHashMap<>();
    private final Map<Alike, ClusterChange> clusters = new HashMap<>();
    private final SummarySection summary;
    private final Room room;
    private final Fitting<OpenGroup> groups;

    EffectSection(Briefing briefing, SummarySection summary, Room room) {
        this.summary = summary;
        this.room = room;
        briefing.clusters().forEach(this::add);
        this.groups = room.pieces(alike.entrySet(), GROUPS, entry -> group(entry.getKey(), entry.getValue()));
    }

    /** The groups, with as many of the folded prefixes as there is room for now. */
    Fitting<Group> groups() {
        return new Fitting<>(
                groups.items().stream()
                        .map(group -> new Group(
                                group.heading(),
                                group.notes(),
                                group.parts().stream().map(this::folded).toList()))
                        .toList(),
                groups.more());
    }

    private EffectPart folded(OpenPart part) {
        return new EffectPart(
                part.title(),
                part.open(),
                room.lines(part.folded(), FOLDED, prefix -> row(prefix, part.causes(), part.key(), part.isWide())),
                part.isWide());
    }

    private void add(ClusterChange cluster) {
        List<FirewallDelta> changed =
                cluster.firewalls().stream().filter(FirewallDelta::isChanged).toList();
        Object before = changed.isEmpty()
                ? ""
                : cluster.before().map(selection -> (Object) selection.digest()).orElse("");
        for (FirewallDelta firewall : changed) {
            Alike key = new Alike(
                    firewall.rules().effect(),
                    firewall.isNew(),
                    firewall.goes(),
                    ClusterEffect.closes(firewall),
                    cluster.isReconfigured(),
                    before);
            alike.computeIfAbsent(key, any -> new ArrayList<>()).add(firewall);
            clusters.putIfAbsent(key, cluster);
        }
    }

    private Optional<OpenGroup> group(Alike key, List<FirewallDelta> firewalls) {
        List<Inline> heading = summary.heading(firewalls);
        List<Inline> notes = notes(key, firewalls.getFirst());
        if (!room.takes(heading.toString() + notes)) {
            return Optional.empty();
        }
        List<OpenPart> parts = new ArrayList<>();
        if (!key.closes()) {
            for (Family family : Family.values()) {
                part("Newly denied", family, key.effect().newlyDenied(), key).ifPresent(parts::add);
                part("Newly allowed", family, key.effect().newlyAllowed(), key).ifPresent(parts::add);
            }
        }
        return Optional.of(new OpenGroup(heading, notes, parts));
    }

    private List<Inline> notes(Alike key, FirewallDelta first) {
        List<Inline> notes = new ArrayList<>();
        if (key.closes()) {
            notes.add(Inline.say(
                    "Denies everything but what is allowed, whatever the feeds say: %s.", allowed(first.after())));
        }
        if (key.goes()) {
            notes.add(Inline.say("The firewall goes, and everything is allowed."));
        }
        if (key.effect().isNone()) {
            notes.add(Inline.say("No effect on any address: the same decision, written in other rules."));
        }
        if (key.effect().isReordered()) {
            notes.add(Inline.say("Rules by port, name or node have another place, with an effect on what they match."));
        }
        if (!key.goes() && !key.isNew()) {
            rules("Goes: %s", key.effect().dropped(), notes);
        }
        if (!key.goes() && !key.closes()) {
            rules("Comes: %s", key.effect().added(), notes);
        }
        return notes;
    }

    private static Inline allowed(List<Rule> rules) {
        List<Rule> allowing = rules.stream()
                .filter(rule -> rule.action() == Action.ALLOW)
                .filter(rule ->
                        rule.decides().filter(prefix -> prefix.length() == 0).isEmpty())
                .toList();
        return allowing.isEmpty() ? Inline.words("nothing is allowed") : Inline.codes(allowing, RULES);
    }

    private void rules(String words, List<Rule> rules, List<Inline> notes) {
        rules.stream().limit(RULES).forEach(rule -> notes.add(Inline.say(words, rule)));
        if (rules.size() > RULES) {
            notes.add(Inline.say("and %s more rules by port, name or node", rules.size() - RULES));
        }
    }

    private Optional<OpenPart> part(String what, Family family, IpSet addresses, Alike key) {
        // Only the length tells how large a prefix is; of equal ones the lower comes first.
        List<Prefix> prefixes = addresses.only(family).prefixes().stream()
                .sorted(Comparator.comparingInt(Prefix::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        if (prefixes.isEmpty()) {
            return Optional.empty();
        }
        Collection<Cause> causes = causes(key, what.equals("Newly denied"));
        Optional<Inline> shared = shared(prefixes, causes, key);
        Inline title = Inline.say(
                what + ", " + Amounts.family(family) + ": " + Amounts.addresses(addresses.size(family), family)
                        + (family == Family.IPV4 ? " addresses in " : " in ")
                        + Amounts.count(prefixes.size(), "prefix") + "%s",
                shared.map(cause -> Inline.say(": %s", cause)).orElse(Inline.words("")));
        if (!room.takes(title)) {
            return Optional.empty();
        }
        if (prefixes.size() == 1) {
            return Optional.of(new OpenPart(
                    single(what, family, prefixes.getFirst(), shared.orElseThrow()),
                    new Fitting<>(List.of(), 0),
                    List.of(),
                    causes,
                    key,
                    false));
        }
        boolean isWide = shared.isEmpty();
        int open = key.isNew() || key.goes() ? 0 : OPEN; // all of it: there is nothing to compare with
        Fitting<Inline> rows = room.lines(
                prefixes.subList(0, Math.min(open, prefixes.size())), open, prefix -> row(prefix, causes, key, isWide));
        return Optional.of(
                new OpenPart(title, rows, prefixes.subList(rows.items().size(), prefixes.size()), causes, key, isWide));
    }

    private static Inline single(String what, Family family, Prefix prefix, Inline why) {
        return Inline.say(
                what + ": %s, " + Amounts.addresses(IpSet.of(prefix).size(family), family)
                        + (family == Family.IPV4 ? " addresses" : "") + ": %s",
                prefix,
                why);
    }

    /** Why all of the prefixes change, where the reason is the same; looked for among the first ones first. */
    private static Optional<Inline> shared(List<Prefix> prefixes, Collection<Cause> causes, Alike key) {
        Inline first = why(prefixes.getFirst(), causes, key);
        return prefixes.stream().limit(FOLDED).allMatch(prefix -> why(prefix, causes, key)
                        .equals(first))
                ? Optional.of(first)
                : Optional.empty();
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

    private static Inline row(Prefix prefix, Collection<Cause> causes, Alike key, boolean isWide) {
        String addresses = Amounts.addresses(IpSet.of(prefix).size(prefix.family()), prefix.family());
        return isWide
                ? Inline.say("| %s | %s | %s |", prefix, Inline.words(addresses), why(prefix, causes, key))
                : Inline.say("| %s | %s |", prefix, Inline.words(addresses));
    }

    private static Inline why(Prefix prefix, Collection<Cause> causes, Alike key) {
        List<Inline> bearing = causes.stream()
                .filter(cause -> cause.bearsOn(prefix))
                .map(cause -> cause.inline(prefix))
                .distinct()
                .toList();
        return bearing.isEmpty()
                ? Inline.words(otherCause(key))
                : Inline.listed(bearing.stream().limit(CAUSES).toList(), bearing.size());
    }

    private static String otherCause(Alike key) {
        if (key.goes()) {
            return "the firewall goes";
        }
        return key.reconfigured() ? "the configuration" : "what was published said something else";
    }
}
