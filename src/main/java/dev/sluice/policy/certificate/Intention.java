package dev.sluice.policy.certificate;

import dev.sluice.policy.Action;
import dev.sluice.policy.certificate.PublishedPolicy.PublishedFirewall;
import dev.sluice.ranges.IpSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What one cluster's firewalls are meant to decide, computed anew from the files in its folder {@code .sluice/}. Namespaces
 * that ask for the same share one answer.
 *
 * <p>Not thread-safe.
 */
public final class Intention {

    private final PublishedPolicy policy;
    private final IpSet blocked;
    private final Map<PublishedFirewall, DecisionFunction> known = new HashMap<>();

    /** @param blocked the addresses that the policy denies in each namespace */
    Intention(PublishedPolicy policy, IpSet blocked) {
        this.policy = policy;
        this.blocked = blocked;
    }

    /**
     * Reads one cluster's, see {@link IntentionReader#read}.
     *
     * @param files the text of a file in the folder, by name
     * @throws IllegalArgumentException naming the file that is missing or cannot be read, and where
     */
    public static Intention read(Function<String, Optional<String>> files) {
        return new IntentionReader().read(files);
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
        PublishedFirewall firewall = Optional.ofNullable(policy.firewalls().get(namespace))
                .orElseThrow(() -> new IllegalArgumentException("no firewall is meant for '" + namespace + "'"));
        return known.computeIfAbsent(firewall, this::decision);
    }

    private DecisionFunction decision(PublishedFirewall firewall) {
        return new Sweep()
                .rules(policy.nodes())
                .decide(Action.ALLOW, IpSet.of(policy.networks()))
                .rules(firewall.before())
                .decide(Action.DENY, blocked)
                .rules(firewall.after())
                .otherwise(firewall.otherwise());
    }
}
