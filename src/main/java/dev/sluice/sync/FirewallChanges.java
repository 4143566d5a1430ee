package dev.sluice.sync;

import dev.sluice.gitops.Change;
import dev.sluice.gitops.Snapshot;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleChange;
import dev.sluice.render.FirewallReader;
import dev.sluice.render.ParsedFirewall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a change of files means for the rules of namespaces. */
final class FirewallChanges {

    private final String path;
    private final Snapshot published;
    private final PublishedObjects objects = new PublishedObjects(new FirewallReader());

    /** @param path the folder in the repository that holds one folder a cluster */
    FirewallChanges(String path, Snapshot published) {
        this.path = path;
        this.published = published;
    }

    /** By cluster, the namespaces whose rules change; no firewall is no rule. */
    Map<String, List<RuleChange>> in(Change change) {
        Map<String, List<RuleChange>> changes = new TreeMap<>();
        change.written().forEach((file, text) -> add(changes, file, published.text(file), Optional.of(text.text())));
        change.deleted().forEach(file -> add(changes, file, published.text(file), Optional.empty()));
        return changes;
    }

    private void add(
            Map<String, List<RuleChange>> changes, String file, Optional<String> before, Optional<String> after) {
        Optional<ParsedFirewall> old = before.flatMap(objects::firewall);
        Optional<ParsedFirewall> now = after.flatMap(objects::firewall);
        now.or(() -> old).map(ParsedFirewall::namespace).ifPresent(namespace -> {
            RuleChange change = new RuleChange(namespace, rules(old), rules(now));
            if (!change.before().equals(change.after())) {
                changes.computeIfAbsent(cluster(file), added -> new ArrayList<>())
                        .add(change);
            }
        });
    }

    private String cluster(String file) {
        String inside = file.substring(path.length() + 1);
        return inside.substring(0, inside.indexOf('/'));
    }

    private static List<Rule> rules(Optional<ParsedFirewall> firewall) {
        return firewall.map(ParsedFirewall::rules).orElse(List.of());
    }
}
