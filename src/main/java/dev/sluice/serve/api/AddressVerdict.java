package dev.sluice.serve.api;

import dev.sluice.plan.BranchFirewalls;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Selection;
import dev.sluice.policy.Verdict;
import dev.sluice.policy.Verdict.Listed;
import dev.sluice.ranges.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the firewalls say about one address.
 *
 * @param commit what is published: the followed branch's last commit that was read; absent where it has none
 * @param digest of the feeds that the published rules were computed from; absent where they were not all computed from
 *     the same
 * @param entries those of these feeds' entries that hold the address, the widest first
 * @param firewalls what is published, of each firewall that is published or would be
 * @param pending a plan that is not published; absent where there is none
 */
public record AddressVerdict(
        String address,
        @Nullable String commit,
        @Nullable String digest,
        List<ListedEntry> entries,
        List<FirewallVerdict> firewalls,
        @Nullable PendingPlan pending) {

    /** An entry of a feed. */
    public record ListedEntry(String feed, String prefix, String scope) {}

    /**
     * A plan that is not published.
     *
     * @param state held, proposed, planned in a dry run, or failed
     * @param digest of the feeds that it was computed from
     * @param entries those of these feeds' entries that hold the address, the widest first
     */
    public record PendingPlan(String state, String digest, List<ListedEntry> entries) {}

    /**
     * What one firewall says.
     *
     * @param verdict Allow or Deny; Allow where there is no firewall yet
     * @param rule the number of the deciding rule, from 1; absent where none matches
     * @param partial earlier rules that decide some traffic to the address, by port or by name
     * @param pending what the pending plan would decide; absent where it leaves the firewall as it is
     */
    public record FirewallVerdict(
            String cluster,
            String namespace,
            String verdict,
            @Nullable Integer rule,
            @Nullable String decidedBy,
            List<String> partial,
            @Nullable PendingVerdict pending) {}

    /**
     * What a firewall would say.
     *
     * @param verdict Allow or Deny; Allow where the firewall would go
     * @param rule the number of the deciding rule, from 1; absent where none matches
     * @param partial earlier rules that decide some traffic to the address, by port or by name
     */
    public record PendingVerdict(
            String verdict,
            @Nullable Integer rule,
            @Nullable String decidedBy,
            List<String> partial) {}

    /** @param scoped the lists as they were fetched: what is published knows no regions */
    public static AddressVerdict of(Address address, BranchFirewalls branch, List<Selection> scoped) {
        return new AddressVerdict(
                address.toString(),
                branch.commit().orElse(null),
                branch.digest().orElse(null),
                entries(address, branch.selections(), scoped),
                firewalls(address, branch),
                branch.pending()
                        .map(pending -> new PendingPlan(
                                pending.state().name().toLowerCase(Locale.ROOT),
                                pending.digest(),
                                entries(address, List.of(pending.selection()), List.of())))
                        .orElse(null));
    }

    private static List<FirewallVerdict> firewalls(Address address, BranchFirewalls branch) {
        SortedMap<String, SortedMap<String, List<Rule>>> planned =
                branch.pending().map(BranchFirewalls.Pending::firewalls).orElse(Collections.emptySortedMap());
        // Firewalls mostly share their rules: each list is looked at once.
        Map<List<Rule>, Verdict> known = new IdentityHashMap<>();
        Function<List<Rule>, Verdict> verdicts = rules ->
                known.computeIfAbsent(rules, any -> Verdict.on(address, rules, new Selection(List.of(), List.of())));
        List<FirewallVerdict> firewalls = new ArrayList<>();
        for (String cluster : both(branch.published(), planned)) {
            SortedMap<String, List<Rule>> now = branch.published().getOrDefault(cluster, Collections.emptySortedMap());
            SortedMap<String, List<Rule>> then = planned.getOrDefault(cluster, Collections.emptySortedMap());
            for (String namespace : both(now, then)) {
                Verdict verdict = verdicts.apply(now.getOrDefault(namespace, List.of()));
                firewalls.add(new FirewallVerdict(
                        cluster,
                        namespace,
                        verdict.action().toString(),
                        verdict.rule().orElse(null),
                        verdict.decidedBy().map(Rule::toString).orElse(null),
                        partial(verdict),
                        Optional.ofNullable(then.get(namespace))
                                .map(verdicts)
                                .map(AddressVerdict::pending)
                                .orElse(null)));
            }
        }
        return firewalls;
    }

    private static PendingVerdict pending(Verdict verdict) {
        return new PendingVerdict(
                verdict.action().toString(),
                verdict.rule().orElse(null),
                verdict.decidedBy().map(Rule::toString).orElse(null),
                partial(verdict));
    }

    private static List<String> partial(Verdict verdict) {
        return verdict.partial().stream().map(Rule::toString).toList();
    }

    private static SortedSet<String> both(SortedMap<String, ?> one, SortedMap<String, ?> other) {
        SortedSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    /** @param scoped lists as they were fetched: what is published knows no scopes */
    private static List<ListedEntry> entries(Address address, List<Selection> selections, List<Selection> scoped) {
        List<Listed> known = listed(address, scoped);
        return listed(address, selections).stream()
                .map(entry -> known.stream()
                        .filter(other -> isSame(entry, other))
                        .findFirst()
                        .orElse(entry))
                .map(listed -> new ListedEntry(
                        listed.list(),
                        listed.entry().prefix().toString(),
                        listed.entry().scope()))
                .distinct()
                .toList();
    }

    private static List<Listed> listed(Address address, List<Selection> selections) {
        return selections.stream()
                .flatMap(selection -> Verdict.listed(address, selection).stream())
                .sorted(Comparator.comparingInt(
                        listed -> listed.entry().prefix().length()))
                .toList();
    }

    private static boolean isSame(Listed one, Listed other) {
        return one.list().equals(other.list())
                && one.entry().prefix().equals(other.entry().prefix());
    }
}
