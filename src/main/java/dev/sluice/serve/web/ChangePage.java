package dev.sluice.serve.web;

import dev.sluice.policy.Amounts;
import dev.sluice.policy.RuleDelta.Effect;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.review.body.Cause;
import dev.sluice.serve.web.AddressMap.MapArea;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a change newly denies and newly allows.
 *
 * @param subject which change it is, as a heading
 * @param sentence what it does to addresses
 * @param message of its commit; empty where it has none
 * @param isChange whether anything changes; else the map shows what is in force
 * @param more how many groups of firewalls are left out
 */
public record ChangePage(
        String subject,
        String sentence,
        List<String> message,
        boolean isChange,
        AddressMap map,
        List<ChangeGroup> groups,
        int more) {

    private static final int GROUPS = 20;
    private static final int ROWS = 200;
    private static final int NAMES = 12;
    private static final int CAUSES = 3;

    /** The smallest prefixes that the map draws in their own size: of what changes, only larger ones. */
    private static final int SEEN = 16;

    private static final int SALIENT = 12;

    /** Firewalls that change alike. */
    public record ChangeGroup(String firewalls, int before, int after, String note, List<ChangePart> parts) {}

    /**
     * Addresses of one family that are newly denied or newly allowed.
     *
     * @param kind a word for a style sheet
     * @param more how many prefixes are left out
     */
    public record ChangePart(String kind, String title, List<Row> rows, int more) {}

    /** One prefix and where its change comes from. */
    public record Row(String prefix, String size, List<ChangeOrigin> origins) {}

    /**
     * A feed entry.
     *
     * @param region empty where the feed names none
     * @param words for example {@code appeared in cloud}; all there is where no entry explains the change
     */
    public record ChangeOrigin(String entry, String region, String words) {}

    static ChangePage of(String subject, List<String> message, AddressChange change, IpSet exempt) {
        List<MapArea> areas = List.of(
                new MapArea("denied", "denied before and after", change.denied(), SEEN),
                new MapArea("exempt", "exempt by configuration", exempt, SEEN),
                new MapArea("fewer", "newly allowed", change.newlyAllowed(), SALIENT),
                new MapArea("more", "newly denied", change.newlyDenied(), SALIENT));
        return new ChangePage(
                subject,
                sentence(change),
                message,
                !change.groups().isEmpty(),
                AddressMap.of(areas),
                change.groups().stream()
                        .limit(GROUPS)
                        .map(alike -> group(alike, change))
                        .toList(),
                Math.max(0, change.groups().size() - GROUPS));
    }

    private static String sentence(AddressChange change) {
        if (change.groups().isEmpty()) {
            return denied(change.denied()) + " are denied.";
        }
        if (change.newlyDenied().isEmpty() && change.newlyAllowed().isEmpty()) {
            return "Every address is treated as before.";
        }
        return Stream.of(
                                Stream.of(change.newlyDenied())
                                        .filter(set -> !set.isEmpty())
                                        .map(set -> denied(set) + " are newly denied"),
                                Stream.of(change.newlyAllowed())
                                        .filter(set -> !set.isEmpty())
                                        .map(set -> denied(set) + " are newly allowed"))
                        .flatMap(part -> part)
                        .reduce((one, other) -> one + ", " + other)
                        .orElseThrow()
                + ".";
    }

    private static String denied(IpSet addresses) {
        String ipv4 = Amounts.number(addresses.size(Family.IPV4)) + " IPv4 addresses";
        return addresses.only(Family.IPV6).isEmpty()
                ? ipv4
                : ipv4 + " and " + Amounts.addresses(addresses.size(Family.IPV6), Family.IPV6) + " of IPv6";
    }

    private static ChangeGroup group(AddressChange.AlikeChange alike, AddressChange change) {
        Effect effect = alike.delta().effect();
        List<ChangePart> parts = new ArrayList<>();
        for (Family family : Family.values()) {
            add(parts, "more", "Newly denied", family, effect.newlyDenied(), change.denying());
            add(parts, "fewer", "Newly allowed", family, effect.newlyAllowed(), change.allowing());
        }
        return new ChangeGroup(
                names(alike.firewalls()), effect.before(), effect.after(), note(alike), List.copyOf(parts));
    }

    private static String note(AddressChange.AlikeChange alike) {
        if (alike.delta().before().isEmpty()) {
            return "There was no firewall before.";
        }
        if (alike.delta().after().isEmpty()) {
            return "The firewall goes, and everything is allowed.";
        }
        Effect effect = alike.delta().effect();
        if (effect.isNone()) {
            return "The same decisions, written in other rules.";
        }
        if (effect.isReordered()) {
            return "Rules by port, name or node stand in another place.";
        }
        return Stream.of(
                        effect.dropped().stream().map(rule -> "Goes: " + rule + "."),
                        effect.added().stream().map(rule -> "Comes: " + rule + "."))
                .flatMap(rules -> rules)
                .limit(NAMES)
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    private static void add(
            List<ChangePart> parts, String kind, String what, Family family, IpSet addresses, List<Cause> causes) {
        List<Prefix> prefixes = addresses.only(family).prefixes();
        if (prefixes.isEmpty()) {
            return;
        }
        List<Row> rows = prefixes.stream()
                .sorted(Comparator.comparingInt(Prefix::length).thenComparing(Comparator.naturalOrder()))
                .limit(ROWS)
                .map(prefix -> row(prefix, causes))
                .toList();
        parts.add(new ChangePart(
                kind,
                what + ", " + Amounts.family(family) + ": "
                        + Amounts.addresses(addresses.size(family), family) + " in "
                        + Amounts.count(prefixes.size(), "prefix"),
                rows,
                prefixes.size() - rows.size()));
    }

    private static Row row(Prefix prefix, List<Cause> causes) {
        List<ChangeOrigin> origins = causes.stream()
                .filter(cause -> cause.bearsOn(prefix))
                .limit(CAUSES)
                .map(cause -> new ChangeOrigin(
                        cause.entry().prefix().toString(),
                        cause.entry().scope(),
                        cause.words().replace("%s ", "").replace("%s", cause.feed())))
                .toList();
        return new Row(
                prefix.toString(),
                Amounts.addresses(IpSet.of(prefix).size(prefix.family()), prefix.family()),
                origins.isEmpty() ? List.of(new ChangeOrigin("", "", "the configuration")) : origins);
    }

    private static String names(List<String> firewalls) {
        String first = String.join(", ", firewalls.subList(0, Math.min(NAMES, firewalls.size())));
        return firewalls.size() > NAMES ? first + " and " + (firewalls.size() - NAMES) + " more" : first;
    }
}
