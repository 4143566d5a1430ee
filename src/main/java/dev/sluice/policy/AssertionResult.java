package dev.sluice.policy;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An assertion held against the firewall of one namespace.
 *
 * @param failure empty where it holds
 */
public record AssertionResult(Assertion assertion, String namespace, Optional<Failure> failure) {

    /**
     * Where an assertion does not hold.
     *
     * @param first the lowest address that is decided otherwise
     * @param by the rule that decides it, or some traffic to it; empty where no rule matches, which allows it
     */
    public record Failure(Address first, Optional<Rule> by) {}

    /** Each of the assertions, and those that a cluster's own networks make unless one of these speaks of the same CIDR. */
    public static List<AssertionResult> all(
            Collection<Assertion> assertions,
            Networks networks,
            Collection<Prefix> exempt,
            Firewall firewall,
            RuleList rules) {
        Set<Prefix> spokenOf = assertions.stream().map(Assertion::addresses).collect(Collectors.toSet());
        Stream<Assertion> own =
                Assertion.of(networks).stream().filter(assertion -> !spokenOf.contains(assertion.addresses()));
        return Stream.concat(assertions.stream(), own)
                .map(assertion -> new AssertionResult(
                        assertion,
                        firewall.namespace(),
                        failure(assertion, assertion.in(networks, firewall, exempt), rules.rules())))
                .toList();
    }

    public boolean holds() {
        return failure.isEmpty();
    }

    /** For example {@code 142.250.7.0 is allowed by Allow 0.0.0.0/0, but 142.250.0.0/15 deny is asserted}. */
    @Override
    public String toString() {
        return failure.map(found -> found.first() + " is "
                        + (assertion.expected() == Action.DENY ? "allowed" : "denied") + " by "
                        + found.by().map(Rule::toString).orElse("no rule at all") + ", but " + assertion
                        + " is asserted")
                .orElseGet(assertion::toString);
    }

    /** Rules are asked in order, each for the addresses that none before it decided. */
    private static Optional<Failure> failure(Assertion assertion, IpSet addresses, List<Rule> rules) {
        IpSet open = addresses;
        Stream.Builder<Failure> failures = Stream.builder();
        for (Rule rule : rules) {
            if (rule.to() instanceof Destination.Cidr(Prefix prefix) && overlap(prefix, assertion.addresses())) {
                IpSet matched = open.intersection(IpSet.of(prefix));
                if (rule.action() != assertion.expected()) {
                    first(matched).ifPresent(address -> failures.add(new Failure(address, Optional.of(rule))));
                }
                open = rule.ports().isEmpty() ? open.minus(matched) : open;
            }
        }
        if (assertion.expected() == Action.DENY) {
            first(open).ifPresent(address -> failures.add(new Failure(address, Optional.empty())));
        }
        return failures.build().min(Comparator.comparing(Failure::first));
    }

    private static boolean overlap(Prefix one, Prefix other) {
        return one.contains(other) || other.contains(one);
    }

    private static Optional<Address> first(IpSet addresses) {
        return addresses.prefixes().stream().findFirst().map(Prefix::first);
    }
}
