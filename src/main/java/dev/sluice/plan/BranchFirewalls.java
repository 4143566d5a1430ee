package dev.sluice.plan;

import dev.sluice.gitops.OwnedFolder;
import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Selection;
import dev.sluice.ranges.PrefixList;
import dev.sluice.render.Provenance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The firewalls that the followed branch gives to clusters, and those that a plan which is not published would give them.
 *
 * <p>Firewalls with the same rules share one list of them.
 *
 * @param commit of the branch, 40 hexadecimal digits; empty for a branch without one
 * @param published the rules by cluster and namespace
 * @param selections the lists that the published rules were computed from, one for each state of the feeds that clusters
 *     were published in
 * @param digest of these lists; empty where there are several states of them, or none
 * @param pending empty where nothing waits
 */
public record BranchFirewalls(
        Optional<String> commit,
        SortedMap<String, SortedMap<String, List<Rule>>> published,
        List<Selection> selections,
        Optional<String> digest,
        Optional<Pending> pending) {

    /** Why a plan is not published. */
    public enum PendingState {
        HELD,
        FROZEN,
        PROPOSED,
        PLANNED,
        FAILED
    }

    /**
     * A plan that is not published.
     *
     * @param selection the lists that it was computed from
     * @param digest of these lists
     * @param firewalls the rules by cluster and namespace, of those that would change alone; none for one that would go
     */
    public record Pending(
            PendingState state,
            Selection selection,
            String digest,
            SortedMap<String, SortedMap<String, List<Rule>>> firewalls) {

        public Pending {
            firewalls = copy(firewalls);
        }
    }

    public BranchFirewalls {
        published = copy(published);
        selections = List.copyOf(selections);
    }

    /** What a branch holds, read from all of its files. */
    public static BranchFirewalls read(Snapshot branch, PlanSettings settings, EgressFirewallCodec codec) {
        settings.folders().load(branch, Provenance.MARKER);
        PublishedManifests objects = new PublishedManifests(codec);
        SortedMap<String, SortedMap<String, List<Rule>>> published = new TreeMap<>();
        Set<Selection> selections = new LinkedHashSet<>();
        settings.folders().in(branch).forEach((cluster, path) -> {
            OwnedFolder folder = new OwnedFolder(branch, path, Provenance::isOwned);
            if (folder.text(Provenance.MARKER).isPresent()) {
                published.put(cluster, objects.rules(folder.owned().values()));
                lists(folder).ifPresent(lists -> selections.add(settings.block().select(lists)));
            }
        });
        return new BranchFirewalls(
                branch.commit(), published, List.copyOf(selections), digest(selections), Optional.empty());
    }

    /** What a cluster was computed from; empty where the text is broken, which says nothing about its firewalls. */
    private static Optional<Map<String, PrefixList>> lists(OwnedFolder folder) {
        try {
            return Provenance.read(folder::text).map(Provenance::lists);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same branch where the plan that waited is of no use any more. */
    public BranchFirewalls withoutPending() {
        return new BranchFirewalls(commit, published, selections, digest, Optional.empty());
    }

    /**
     * A branch and a plan for it, of which it is not known yet what becomes.
     *
     * @param clusters all firewalls before and after, by cluster
     * @param selections the lists that the published rules were computed from
     * @param computed the lists that the plan was computed from
     */
    public record Comparison(
            Optional<String> commit,
            SortedMap<String, List<FirewallDelta>> clusters,
            List<Selection> selections,
            Selection computed) {

        /** The same after what changes in some clusters was committed. */
        public Comparison committed(String newCommit, Set<String> changed) {
            SortedMap<String, List<FirewallDelta>> now = new TreeMap<>(clusters);
            now.replaceAll((cluster, changes) -> changed.contains(cluster)
                    ? changes.stream().map(FirewallDelta::settled).toList()
                    : changes);
            Set<Selection> from = new LinkedHashSet<>();
            from.add(computed);
            if (!changed.containsAll(clusters.keySet())) {
                from.addAll(selections);
            }
            return new Comparison(Optional.of(newCommit), now, List.copyOf(from), computed);
        }

        /** By cluster, the firewalls whose rules change; clusters without such are left out. */
        public SortedMap<String, List<FirewallDelta>> changing() {
            SortedMap<String, List<FirewallDelta>> changing = new TreeMap<>();
            clusters.forEach((cluster, changes) -> changes.stream()
                    .filter(FirewallDelta::isChanged)
                    .forEach(change -> changing.computeIfAbsent(cluster, any -> new ArrayList<>())
                            .add(change)));
            return changing;
        }

        public BranchFirewalls withoutPlan() {
            SortedMap<String, SortedMap<String, List<Rule>>> published = new TreeMap<>();
            clusters.forEach((cluster, changes) -> changes.stream()
                    .filter(change -> !change.isNew())
                    .forEach(change -> published
                            .computeIfAbsent(cluster, any -> new TreeMap<>())
                            .put(change.namespace(), change.before())));
            return new BranchFirewalls(
                    commit, published, selections, BranchFirewalls.digest(selections), Optional.empty());
        }

        public BranchFirewalls withPlan(PendingState state) {
            SortedMap<String, SortedMap<String, List<Rule>>> changing = new TreeMap<>();
            changing()
                    .forEach((cluster, changes) ->
                            changes.forEach(change -> changing.computeIfAbsent(cluster, any -> new TreeMap<>())
                                    .put(change.namespace(), change.after())));
            BranchFirewalls found = withoutPlan();
            return new BranchFirewalls(
                    commit,
                    found.published,
                    selections,
                    found.digest,
                    Optional.of(new Pending(state, computed, computed.digest(), changing)));
        }
    }

    private static Optional<String> digest(Collection<Selection> selections) {
        List<String> digests =
                selections.stream().map(Selection::digest).distinct().limit(2).toList();
        return digests.size() == 1 ? Optional.of(digests.getFirst()) : Optional.empty();
    }

    private static SortedMap<String, SortedMap<String, List<Rule>>> copy(
            SortedMap<String, SortedMap<String, List<Rule>>> firewalls) {
        SortedMap<String, SortedMap<String, List<Rule>>> copy = new TreeMap<>();
        firewalls.forEach(
                (cluster, rules) -> copy.put(cluster, Collections.unmodifiableSortedMap(new TreeMap<>(rules))));
        return Collections.unmodifiableSortedMap(copy);
    }
}
