package dev.sluice.policy;

import dev.sluice.policy.Destination.Cidr;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ordered rules and all that can be asked of them: the first rule that matches decides, and what no rule matches is allowed,
 * so that no rules allow everything. Sluice evaluates rules here and nowhere else, but for the certificate, which shares
 * nothing with this.
 *
 * <p>A whole rule, one without ports for a CIDR, decides all traffic to its addresses. Any other rule is partial: it decides
 * some traffic and lets the rest go on to the next rule.
 *
 * <pre>
 *   open       [=======================================)   every address, at first
 *   Deny           [=====)                                 is whole and closes what it covers
 *   Allow TCP/443     [===========)                        is partial: what is open of it stays open
 *   open       [===)     [=============================)
 * </pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class OrderedRules {

    private final List<Rule> rules;

    /** Made when it is first needed, perhaps by several threads at once: all make the same. */
    private volatile @Nullable Meaning meaning;

    private OrderedRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    public static OrderedRules of(List<Rule> rules) {
        return new OrderedRules(rules);
    }

    /**
     * The rule that decides one address.
     *
     * @param number from 1; empty where no rule decides it, which allows it
     * @param rule the same
     * @param partial rules before it that match some traffic to the address or may do so: by port, name or node
     */
    public record Decider(Optional<Integer> number, Optional<Rule> rule, List<Rule> partial) {

        public Decider {
            partial = List.copyOf(partial);
        }

        /** What happens to traffic that no partial rule takes. */
        public Action action() {
            return rule.map(Rule::action).orElse(Action.ALLOW);
        }
    }

    /** Takes time linear in the number of rules. */
    public Decider decider(Address address) {
        List<Rule> partial = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.decides().filter(prefix -> prefix.contains(address)).isPresent()) {
                return new Decider(Optional.of(i + 1), Optional.of(rule), partial);
            }
            if (!(rule.to() instanceof Cidr(Prefix prefix)) || prefix.contains(address)) {
                partial.add(rule);
            }
        }
        return new Decider(Optional.empty(), Optional.empty(), partial);
    }

    /**
     * What becomes of traffic. Takes time logarithmic in the number of rules, for each run of whole rules between partial
     * ones.
     */
    public Treatment treatment(Traffic traffic) {
        boolean mayBeAllowed = false;
        boolean mayBeDenied = false;
        for (Meaning.Step step : meaning().steps()) {
            Optional<Action> decided =
                    switch (step) {
                        case Meaning.Whole(Decision decision) -> decision.about(traffic.destination());
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

    /** What the rules mean in a normal form, to be compared with that of others. */
    public Meaning meaning() {
        Meaning known = meaning;
        if (known == null) {
            known = new Meaning(steps(rules));
            meaning = known;
        }
        return known;
    }

    /** What whole rules decide: of each address all traffic that no partial rule takes. */
    public Decision decision() {
        return Decision.chain(meaning().steps().stream()
                .flatMap(
                        step -> step instanceof Meaning.Whole(Decision decision) ? Stream.of(decision) : Stream.empty())
                .toList());
    }

    /**
     * The addresses to which some traffic may meet one of certain partial rules, since no whole rule before it decides them.
     * What a name or a label refers to is not known here: any address may be meant.
     */
    IpSet limited(Predicate<Rule> which) {
        List<IpSet> limited = new ArrayList<>();
        goDown(IpSet.EVERYTHING, (step, open) -> {
            if (step instanceof Meaning.Partial(Rule rule) && which.test(rule)) {
                limited.add(rule.to() instanceof Cidr(Prefix prefix) ? open.intersection(IpSet.of(prefix)) : open);
            }
        });
        return limited.stream().reduce(IpSet.EMPTY, IpSet::union);
    }

    /**
     * Where traffic is treated otherwise than expected.
     *
     * @param first the lowest such address
     * @param by the rule that decides it, or some traffic to it by port; empty where no rule does
     */
    public record Contradiction(Address first, Optional<Rule> by) {}

    /** Whether all traffic to some addresses is treated as expected. Rules by name or node may match any address and are left out. */
    Optional<Contradiction> contradiction(IpSet addresses, Action expected) {
        List<IpSet> wrong = new ArrayList<>();
        IpSet left = goDown(
                addresses,
                (step, open) -> wrong.add(
                        switch (step) {
                            case Meaning.Whole(Decision decision) ->
                                open.intersection(expected == Action.DENY ? decision.allowed() : decision.denied());
                            case Meaning.Partial(Rule(Action action, Cidr(Prefix prefix), var ports))
                            when action != expected -> open.intersection(IpSet.of(prefix));
                            case Meaning.Partial other -> IpSet.EMPTY;
                        }));
        wrong.add(expected == Action.DENY ? left : IpSet.EMPTY);
        return wrong.stream()
                .flatMap(set -> set.prefixes().stream().limit(1))
                .map(Prefix::first)
                .min(Address::compareTo)
                .map(address -> new Contradiction(address, contradicting(address, expected)));
    }

    /** The first rule for an address that does not do what is expected. */
    private Optional<Rule> contradicting(Address address, Action expected) {
        return rules.stream()
                .filter(rule -> rule.action() != expected)
                .filter(rule -> rule.to() instanceof Cidr(Prefix prefix) && prefix.contains(address))
                .findFirst();
    }

    /**
     * Shows each step, and those of the addresses that no step before it decides.
     *
     * @return the addresses that no step decides
     */
    private IpSet goDown(IpSet addresses, BiConsumer<Meaning.Step, IpSet> visitor) {
        IpSet open = addresses;
        for (Meaning.Step step : meaning().steps()) {
            visitor.accept(step, open);
            if (step instanceof Meaning.Whole(Decision decision)) {
                open = open.minus(decision.addresses());
            }
        }
        return open;
    }

    private static List<Meaning.Step> steps(List<Rule> rules) {
        List<Meaning.Step> steps = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= rules.size(); i++) {
            boolean ends = i == rules.size() || rules.get(i).decides().isEmpty();
            if (ends && start < i) {
                steps.add(new Meaning.Whole(whole(rules.subList(start, i))));
            }
            if (ends && i < rules.size()) {
                steps.add(new Meaning.Partial(rules.get(i)));
            }
            start = ends ? i + 1 : start;
        }
        return steps;
    }

    /** Rules in a row that say the same decide together: one by one, thousands of them would cut the sets each time. */
    private static Decision whole(List<Rule> rules) {
        List<Decision> rows = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= rules.size(); i++) {
            if (i == rules.size() || rules.get(i).action() != rules.get(start).action()) {
                rows.add(Decision.of(
                        rules.get(start).action(),
                        IpSet.of(rules.subList(start, i).stream()
                                .flatMap(rule -> rule.decides().stream())
                                .toList())));
                start = i;
            }
        }
        return Decision.chain(rows);
    }

    private static Optional<Action> decided(Rule rule, Traffic traffic) {
        boolean matches = rule.to() instanceof Cidr(Prefix prefix)
                && prefix.contains(traffic.destination())
                && portMatches(rule, traffic);
        return matches ? Optional.of(rule.action()) : Optional.empty();
    }

    /**
     * Whether it depends on what a name resolves to, or on where nodes are. That all nodes are reached says nothing of
     * traffic out of the cluster.
     */
    private static boolean mayMatch(Rule rule, Traffic traffic) {
        return !(rule.to() instanceof Cidr) && !rule.equals(Networks.EVERY_NODE) && portMatches(rule, traffic);
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
