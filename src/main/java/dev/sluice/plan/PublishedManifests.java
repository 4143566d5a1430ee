package dev.sluice.plan;

import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectKind.Trait;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.policy.Removal;
import dev.sluice.policy.Rule;
import dev.sluice.render.ManifestFile;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What published texts declare, and which of it would go that a person should let go by name. */
public final class PublishedManifests {

    private final EgressFirewallCodec codec;

    public PublishedManifests(EgressFirewallCodec codec) {
        this.codec = codec;
    }

    /** Whether a text looks like a firewall, even a broken one. */
    static boolean isFirewall(String text) {
        return ObjectKind.EGRESS_FIREWALL.isIn(text);
    }

    /** The firewall that a text declares; empty where it declares none, or a broken one. */
    public Optional<ParsedFirewall> firewall(String text) {
        if (!isFirewall(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the cluster could not have applied it either; it counts for nothing
        }
    }

    /** By namespace, the rules of all firewalls among texts. */
    SortedMap<String, List<Rule>> rules(Collection<String> texts) {
        SortedMap<String, List<Rule>> rules = new TreeMap<>();
        texts.stream()
                .flatMap(text -> firewall(text).stream())
                .forEach(firewall -> rules.put(firewall.namespace(), firewall.rules()));
        return rules;
    }

    /** Whether a text of ours declares what every change of a feed touches: an EgressFirewall or a FlowCollector. */
    static boolean isOrdinary(String text) {
        return ManifestFile.isOwned(text) && ObjectKind.isAnyIn(text, Trait.ORDINARY);
    }

    /** The object that a text declares, where it is one that a person must let go by name; empty for a broken text. */
    Optional<ObjectRef> guarded(String text) {
        if (!ObjectKind.isAnyIn(text, Trait.GUARDED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.object(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the text is broken: the cluster could not have applied it either
        }
    }

    /** What it means that guarded objects go. */
    static List<Removal> removals(String cluster, Collection<ObjectRef> gone) {
        return gone.stream().map(id -> removal(cluster, id)).toList();
    }

    private static Removal removal(String cluster, ObjectRef id) {
        return id.kind() == ObjectKind.EGRESS_FIREWALL
                ? new Removal(Removal.RemovedKind.NAMESPACE, cluster, id.namespace())
                : new Removal(Removal.RemovedKind.LOKI_STACK, cluster, id.name());
    }
}
