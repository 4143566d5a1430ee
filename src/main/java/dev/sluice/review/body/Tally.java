package dev.sluice.review.body;

import dev.sluice.policy.Selection;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The net effect of a change in one cluster, over all its namespaces. */
final class Tally {

    /** The feed whose prefixes are called Google's. */
    private static final String GOOGLE = "goog";

    private final ClusterChange cluster;
    private final List<Effect> effects;
    private final IpSet denied;
    private final IpSet allowed;

    private Tally(ClusterChange cluster, List<Effect> effects) {
        this.cluster = cluster;
        this.effects = effects;
        this.denied = effects.stream().map(Effect::newlyDenied).reduce(IpSet.EMPTY, IpSet::union);
        this.allowed = effects.stream().map(Effect::newlyAllowed).reduce(IpSet.EMPTY, IpSet::union);
    }

    static Tally of(ClusterChange cluster) {
        // Namespaces mostly have the same rules: each pair is looked at once.
        Map<List<?>, Effect> known = new HashMap<>();
        cluster.firewalls().stream()
                .filter(FirewallChange::isChanged)
                .forEach(firewall -> known.computeIfAbsent(
                        List.of(firewall.before(), firewall.now()),
                        any -> Effect.of(firewall.before(), firewall.now())));
        return new Tally(cluster, List.copyOf(known.values()));
    }

    /** For example {@code deny 3 more Google prefixes, 1 fewer}. */
    String words() {
        return switch (cluster.kind()) {
            case NEW -> "deny " + prefixes("", denied) + ", first publication";
            case REMOVED -> "remove all firewalls";
            case CHANGED -> denied.isEmpty() && allowed.isEmpty() ? sameAddresses() : otherAddresses();
        };
    }

    private String otherAddresses() {
        return Stream.of(
                        denied.isEmpty() ? "" : "deny " + prefixes("more ", denied),
                        allowed.isEmpty()
                                ? ""
                                : denied.isEmpty()
                                        ? "deny " + prefixes("fewer ", allowed)
                                        : allowed.prefixes().size() + " fewer")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String sameAddresses() {
        List<int[]> counts = effects.stream()
                .map(effect -> new int[] {effect.before(), effect.now()})
                .toList();
        if (!effects.stream().allMatch(Effect::isNone)) {
            return "change rules by port, name or node";
        }
        if (counts.size() == 1 && counts.getFirst()[0] != counts.getFirst()[1]) {
            return "same decisions, " + Amounts.count(counts.getFirst()[1], "rule") + " instead of "
                    + counts.getFirst()[0];
        }
        if (!effects.isEmpty()) {
            return "same decisions, rules written differently";
        }
        if (!cluster.moves().isEmpty()) {
            return "move " + Amounts.count(cluster.moves().size(), "file") + ", same decisions";
        }
        if (cluster.files().isEmpty()) {
            return "change of configuration, same decisions";
        }
        return "update " + Amounts.count(cluster.files().size(), "file") + ", same decisions";
    }

    private String prefixes(String which, IpSet addresses) {
        Collection<Prefix> prefixes = addresses.prefixes();
        String whose = isGoogles(addresses) ? "Google " : "";
        return prefixes.size() + " " + which + whose + (prefixes.size() == 1 ? "prefix" : "prefixes");
    }

    private boolean isGoogles(IpSet addresses) {
        IpSet google = Stream.concat(Stream.of(cluster.now()), cluster.before().stream())
                .map(Selection::included)
                .flatMap(List::stream)
                .filter(list -> list.name().equals(GOOGLE))
                .map(list -> list.addresses())
                .reduce(IpSet.EMPTY, IpSet::union);
        return google.containsAll(addresses);
    }
}
