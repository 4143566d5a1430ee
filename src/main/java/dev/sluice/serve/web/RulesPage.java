package dev.sluice.serve.web;

import dev.sluice.plan.BranchFirewalls;
import dev.sluice.policy.OrderedRules;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Selection;
import dev.sluice.ranges.Address;
import dev.sluice.serve.api.AddressVerdict;
import dev.sluice.serve.api.AddressVerdict.FirewallVerdict;
import dev.sluice.serve.api.AddressVerdict.ListedEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;

/**
 * Which rule decides an address, as it is published and as a pending plan would have it.
 *
 * @param asked what was entered; empty where nothing was
 * @param problem why there is no answer; empty where there is one, or nothing was entered
 */
public record RulesPage(String asked, String problem, List<AddressAnswer> answers) {

    private static final int NAMES = 12;

    /**
     * What becomes of one address.
     *
     * @param pending the state of a plan that is not published; empty where there is none
     * @param pendingEntries of the feeds that it was computed from
     */
    public record AddressAnswer(
            String address,
            List<ListedEntry> entries,
            String pending,
            List<ListedEntry> pendingEntries,
            List<RuleGroup> groups) {}

    /**
     * Firewalls that treat the address alike.
     *
     * @param then what the pending plan would decide; empty where it leaves these firewalls as they are
     */
    public record RuleGroup(String firewalls, RuleVerdict now, List<RuleVerdict> then) {}

    /**
     * A decision and the way to it.
     *
     * @param kind a word for a style sheet
     * @param rule its number and text; empty where no rule matches
     */
    public record RuleVerdict(String kind, String action, String rule, List<RuleStep> steps) {}

    /**
     * A part of the way through the rules.
     *
     * @param kind a word for a style sheet
     */
    public record RuleStep(String kind, String rules, String words) {}

    private record NowAndThen(RuleVerdict now, List<RuleVerdict> then) {}

    static RulesPage unasked() {
        return new RulesPage("", "", List.of());
    }

    static RulesPage refused(String asked, String problem) {
        return new RulesPage(asked, problem, List.of());
    }

    static RulesPage of(String asked, List<Address> addresses, BranchFirewalls branch, List<Selection> scoped) {
        return new RulesPage(
                asked,
                "",
                addresses.stream()
                        .map(address -> answer(address, branch, scoped))
                        .toList());
    }

    private static AddressAnswer answer(Address address, BranchFirewalls branch, List<Selection> scoped) {
        AddressVerdict verdict = AddressVerdict.of(address, branch, scoped);
        SequencedMap<NowAndThen, List<String>> alike = new LinkedHashMap<>();
        for (FirewallVerdict firewall : verdict.firewalls()) {
            RuleVerdict now = way(address, rules(branch.published(), firewall));
            List<RuleVerdict> then = branch
                    .pending()
                    .flatMap(pending -> Optional.ofNullable(pending.firewalls().get(firewall.cluster())))
                    .flatMap(planned -> Optional.ofNullable(planned.get(firewall.namespace())))
                    .map(rules -> way(address, rules))
                    .stream()
                    .toList();
            alike.computeIfAbsent(new NowAndThen(now, then), any -> new ArrayList<>())
                    .add(firewall.cluster() + "/" + firewall.namespace());
        }
        return new AddressAnswer(
                verdict.address(),
                verdict.entries(),
                Optional.ofNullable(verdict.pending())
                        .map(AddressVerdict.PendingPlan::state)
                        .orElse(""),
                Optional.ofNullable(verdict.pending())
                        .map(AddressVerdict.PendingPlan::entries)
                        .orElse(List.of()),
                alike.entrySet().stream()
                        .map(entry -> group(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static RuleGroup group(NowAndThen verdicts, List<String> firewalls) {
        String first = String.join(", ", firewalls.subList(0, Math.min(NAMES, firewalls.size())));
        return new RuleGroup(
                firewalls.size() > NAMES ? first + " and " + (firewalls.size() - NAMES) + " more" : first,
                verdicts.now(),
                verdicts.then());
    }

    private static List<Rule> rules(
            SortedMap<String, SortedMap<String, List<Rule>>> firewalls, FirewallVerdict firewall) {
        return firewalls
                .getOrDefault(firewall.cluster(), Collections.emptySortedMap())
                .getOrDefault(firewall.namespace(), List.of());
    }

    private static RuleVerdict way(Address address, List<Rule> rules) {
        OrderedRules.Decider decider = OrderedRules.of(rules).decider(address);
        List<RuleStep> steps = new ArrayList<>();
        int last = decider.number().orElse(rules.size() + 1);
        int passed = 1;
        for (int number = 1; number < last; number++) {
            Rule rule = rules.get(number - 1);
            if (decider.partial().stream().anyMatch(partial -> partial == rule)) {
                passed(passed, number, steps);
                steps.add(new RuleStep("partial", "Rule " + number, rule + " may take some of the traffic"));
                passed = number + 1;
            }
        }
        passed(passed, last, steps);
        String rule = decider.rule().map(Rule::toString).orElse("");
        steps.add(
                decider.number().isPresent()
                        ? new RuleStep("decides", "Rule " + last, rule + " decides")
                        : new RuleStep(
                                "decides", "No rule", rules.isEmpty() ? "there is no firewall" : "matches: allowed"));
        return new RuleVerdict(
                decider.action().toString().toLowerCase(Locale.ROOT),
                decider.action().toString(),
                decider.number().map(number -> "rule " + number + ", " + rule).orElse(""),
                List.copyOf(steps));
    }

    /** Rules that hold other addresses, from one number to the one before another. */
    private static void passed(int from, int end, List<RuleStep> steps) {
        if (from < end) {
            String rules = from == end - 1 ? "Rule " + from : "Rules " + from + " to " + (end - 1);
            steps.add(
                    new RuleStep("passed", rules, from == end - 1 ? "holds other addresses" : "hold other addresses"));
        }
    }
}
