package dev.sluice.render;

import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.NetworkKind;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster's policy in lines of words, for {@code .sluice/policy.txt}.
 *
 * <pre>
 *   include FEED                          firewall NAMESPACE otherwise Allow|Deny
 *   exclude FEED                          before NAMESPACE RULE
 *   allow-special FEED                    after NAMESPACE RULE
 *   strategy exact|compact|prefix-filter
 *   family ipv4|ipv6
 *   exempt CIDR                           RULE: Allow|Deny, then CIDR, dns NAME or
 *   network KIND CIDR                           nodes LABEL=VALUE,..., then PROTOCOL/PORT ...
 *   network nodes LABEL=VALUE
 *
 *   KIND: machine, service, pod, api, node, join or transit
 * </pre>
 */
public final class PolicyText {

    private final StringBuilder text = new StringBuilder(ManifestFile.HEADER).append('\n');

    private PolicyText() {}

    public static String of(BlockPolicy block, Cluster cluster) {
        PolicyText policy = new PolicyText();
        policy.block(block);
        cluster.networks().nodeRules().forEach(rule -> policy.line("network", rule.to()));
        cluster.networks()
                .byKind()
                .forEach((kind, networks) -> networks.forEach(network -> policy.line("network", kind.word(), network)));
        cluster.targets().stream()
                .sorted(Comparator.comparing(Target::namespace))
                .forEach(target -> policy.firewall(target.firewall()));
        return policy.text.toString();
    }

    /** The lines of a policy that bear on one namespace's firewall; for no namespace, those that bear on all. */
    public static List<String> bearingOn(String namespace, String policy) {
        return policy.lines()
                .filter(line -> !line.matches("(firewall|before|after) .*") || line.split(" ")[1].equals(namespace))
                .toList();
    }

    /**
     * The networks that a policy names.
     *
     * @param policy as {@link #of} wrote it, now or in an earlier release
     * @throws IllegalArgumentException quoting what should be a CIDR and is not
     */
    public static Networks networks(String policy) {
        Map<NetworkKind, List<Prefix>> networks = new EnumMap<>(NetworkKind.class);
        Map<String, NetworkKind> kinds =
                Stream.of(NetworkKind.values()).collect(Collectors.toMap(NetworkKind::word, Function.identity()));
        policy.lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 3 && words[0].equals("network") && kinds.containsKey(words[1]))
                .forEach(words -> networks.computeIfAbsent(kinds.get(words[1]), kind -> new ArrayList<>())
                        .add(Prefix.parse(words[2])));
        return Networks.of(networks);
    }

    /**
     * The DNS names in rules of any namespace.
     *
     * @param policy as {@link #of} wrote it, now or in an earlier release
     */
    public static Set<String> dnsNames(String policy) {
        return policy.lines()
                .filter(line -> line.matches("(before|after) \\S+ \\S+ dns .*"))
                .map(line -> line.split(" ")[4])
                .collect(Collectors.toSet());
    }

    private void block(BlockPolicy block) {
        block.include().forEach(feed -> line("include", feed));
        block.exclude().forEach(feed -> line("exclude", feed));
        block.include().stream().filter(block.special()::contains).forEach(feed -> line("allow-special", feed));
        line("strategy", block.strategy());
        block.families().forEach(family -> line("family", family.name().toLowerCase(Locale.ROOT)));
        block.exempt().forEach(prefix -> line("exempt", prefix));
    }

    private void firewall(Firewall firewall) {
        line("firewall", firewall.namespace(), "otherwise", firewall.otherwise());
        for (Rule rule : firewall.before()) {
            line("before", firewall.namespace(), rule);
        }
        for (Rule rule : firewall.after()) {
            line("after", firewall.namespace(), rule);
        }
    }

    private void line(Object... words) {
        for (int i = 0; i < words.length; i++) {
            text.append(i > 0 ? " " : "").append(words[i]);
        }
        text.append('\n');
    }
}
