package dev.sluice.policy;

import java.util.List;
import java.util.Optional;

/**
 * Ordered rules, made ready for asking about much traffic: a question takes time logarithmic in the number of rules, for
 * each run of whole-address rules between rules by port, name or node.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class RuleTable {

    private final List<Meaning.Step> steps;

    private RuleTable(List<Meaning.Step> steps) {
        this.steps = steps;
    }

    /** The first rule that matches decides; what none matches is allowed, so that no rules allow everything. */
    public static RuleTable of(List<Rule> rules) {
        return new RuleTable(Meaning.of(rules).steps());
    }

    public Treatment of(Traffic traffic) {
        boolean mayBeAllowed = false;
        boolean mayBeDenied = false;
        for (Meaning.Step step : steps) {
            Optional<Action> decided =
                    switch (step) {
                        case Meaning.Whole(Decision decision) -> decided(decision, traffic);
                        case Meaning.Partial(Rule rule) -> decided(rule, traffic);
                    };
            if (decided.isPresent()) {
                return together(decided.get(), mayBeAllowed, mayBeDenied);
            }
            if (step instanceof Meaning.Partial(Rule rule) && mayMatch(rule, traffic)) {
                mayBeAllowed |= rule.action() == Action.ALLOW;
                mayBeDenied |= rule.action() == Action.DENY;
            }
        }
        return together(Action.ALLOW, mayBeAllowed, mayBeDenied);
    }

    private static Optional<Action> decided(Decision decision, Traffic traffic) {
        if (decision.denied().contains(traffic.destination())) {
            return Optional.of(Action.DENY);
        }
        return decision.allowed().contains(traffic.destination()) ? Optional.of(Action.ALLOW) : Optional.empty();
    }

    private static Optional<Action> decided(Rule rule, Traffic traffic) {
        boolean matches = rule.to() instanceof Destination.Cidr(var prefix)
                && prefix.contains(traffic.destination())
                && portMatches(rule, traffic);
        return matches ? Optional.of(rule.action()) : Optional.empty();
    }

    /**
     * Whether it depends on what a name resolves to, or on where nodes are. That all nodes are reached says nothing of
     * traffic out of the cluster.
     */
    private static boolean mayMatch(Rule rule, Traffic traffic) {
        return !(rule.to() instanceof Destination.Cidr)
                && !rule.equals(Networks.EVERY_NODE)
                && portMatches(rule, traffic);
    }

    private static boolean portMatches(Rule rule, Traffic traffic) {
        return rule.ports().isEmpty()
                || traffic.port().filter(rule.ports()::contains).isPresent();
    }

    private static Treatment together(Action decided, boolean mayBeAllowed, boolean mayBeDenied) {
        boolean doubtful = decided == Action.ALLOW ? mayBeDenied : mayBeAllowed;
        return doubtful ? Treatment.UNDECIDED : Treatment.of(decided);
    }
}
