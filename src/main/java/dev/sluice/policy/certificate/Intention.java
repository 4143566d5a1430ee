package dev.sluice.policy.certificate;

import dev.sluice.policy.Action;
import dev.sluice.policy.certificate.PublishedPolicy.Firewall;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** What one cluster's firewalls are meant to decide, computed anew from the files in its folder {@code .sluice/}. */
public final class Intention {

    private final PublishedPolicy policy;
    private final IpSet blocked;

    private Intention(PublishedPolicy policy, IpSet blocked) {
        this.policy = policy;
        this.blocked = blocked;
    }

    /**
     * Reads {@code policy.txt} and the lists that it names.
     *
     * @param files the text of a file in the folder, by name
     * @throws IllegalArgumentException naming the file that is missing or cannot be read, and where
     */
    public static Intention read(Function<String, Optional<String>> files) {
        PublishedPolicy policy = parse("policy.txt", files, PolicyReader::read);
        List<Prefix> included = prefixes(policy.include(), files);
        List<Prefix> excluded = prefixes(policy.exclude(), files);
        IpSet blocked =
                switch (policy.strategy()) {
                    case EXACT -> IpSet.of(included).minus(IpSet.of(excluded));
                    case PREFIX_FILTER -> IpSet.of(inNoneOf(excluded, included));
                };
        return new Intention(policy, only(policy.families(), blocked).minus(IpSet.of(policy.exempt())));
    }

    /** The namespaces that are meant to have a firewall. */
    public SortedSet<String> namespaces() {
        return new TreeSet<>(policy.firewalls().keySet());
    }

    /**
     * The cluster's nodes and networks are always reached; then the user's first rules count, what is blocked, the user's last rules,
     * and what is to happen otherwise.
     *
     * @param namespace one of {@link #namespaces}
     */
    public DecisionFunction of(String namespace) {
        Firewall firewall = Optional.ofNullable(policy.firewalls().get(namespace))
                .orElseThrow(() -> new IllegalArgumentException("no firewall is meant for '" + namespace + "'"));
        return new Sweep()
                .rules(policy.nodes())
                .decide(Action.ALLOW, IpSet.of(policy.networks()))
                .rules(firewall.before())
                .decide(Action.DENY, blocked)
                .rules(firewall.after())
                .otherwise(firewall.otherwise());
    }

    private static List<Prefix> prefixes(List<String> feeds, Function<String, Optional<String>> files) {
        return feeds.stream()
                .flatMap(feed -> parse(feed + ".txt", files, text -> PrefixList.parse(feed, text)).prefixes().stream())
                .toList();
    }

    private static <T> T parse(String file, Function<String, Optional<String>> files, Function<String, T> reader) {
        String text = files.apply(file).orElseThrow(() -> new IllegalArgumentException(file + " is missing"));
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** The prefixes that lie in no single one of the others. */
    private static List<Prefix> inNoneOf(Collection<Prefix> others, List<Prefix> prefixes) {
        Set<Prefix> listed = new HashSet<>(others);
        return prefixes.stream().filter(prefix -> !liesInOneOf(listed, prefix)).toList();
    }

    private static boolean liesInOneOf(Set<Prefix> listed, Prefix prefix) {
        Prefix around = prefix;
        while (!listed.contains(around) && around.length() > 0) {
            around = around.parent();
        }
        return listed.contains(around);
    }

    private static IpSet only(Set<Family> families, IpSet addresses) {
        return families.stream().map(addresses::only).reduce(IpSet.EMPTY, IpSet::union);
    }
}
