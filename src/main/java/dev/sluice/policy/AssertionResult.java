package dev.sluice.policy;

import dev.sluice.policy.OrderedRules.Contradiction;
import dev.sluice.ranges.Prefix;
import java.util.Collection;
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
public record AssertionResult(Assertion assertion, String namespace, Optional<Contradiction> failure) {

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
        OrderedRules ordered = OrderedRules.of(rules.rules());
        return Stream.concat(assertions.stream(), own)
                .map(assertion -> new AssertionResult(
                        assertion,
                        firewall.namespace(),
                        ordered.contradiction(assertion.in(networks, firewall, exempt), assertion.expected())))
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
}
