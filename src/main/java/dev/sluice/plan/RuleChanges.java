package dev.sluice.plan;

import dev.sluice.gitops.Change;
import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a change of files means for the rules of namespaces. */
public final class RuleChanges {

    private final String path;
    private final Snapshot published;
    private final PublishedManifests objects = new PublishedManifests(new EgressFirewallCodec());

    /** @param path the folder in the repository that holds one folder a cluster */
    public RuleChanges(String path, Snapshot published) {
        this.path = path;
        this.published = published;
    }

    /** By cluster, the namespaces whose rules change; no firewall is no rule. */
    public Map<String, List<RuleChange>> in(Change change) {
        // By namespace, not by file: a firewall that moves to another file is still the same.
        Map<Place, List<Rule>> before = new TreeMap<>();
        Map<Place, List<Rule>> after = new TreeMap<>();
        Stream.concat(change.written().keySet().stream(), change.deleted().stream())
                .forEach(file -> add(before, file, published.text(file)));
        change.written().forEach((file, text) -> add(after, file, Optional.of(text.text())));
        Map<String, List<RuleChange>> changes = new TreeMap<>();
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .sorted()
                .distinct()
                .forEach(place -> {
                    List<Rule> old = before.getOrDefault(place, List.of());
                    List<Rule> now = after.getOrDefault(place, List.of());
                    if (!old.equals(now)) {
                        changes.computeIfAbsent(place.cluster(), added -> new ArrayList<>())
                                .add(new RuleChange(place.namespace(), old, now));
                    }
                });
        return changes;
    }

    private record Place(String cluster, String namespace) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::cluster).thenComparing(Place::namespace);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private void add(Map<Place, List<Rule>> rules, String file, Optional<String> text) {
        text.flatMap(objects::firewall)
                .ifPresent(firewall -> rules.put(new Place(cluster(file), firewall.namespace()), firewall.rules()));
    }

    private String cluster(String file) {
        String inside = file.substring(path.length() + 1);
        return inside.substring(0, inside.indexOf('/'));
    }
}
