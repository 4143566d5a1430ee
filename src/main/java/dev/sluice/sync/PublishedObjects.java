package dev.sluice.sync;

import dev.sluice.policy.Removal;
import dev.sluice.render.ObjectId;
import dev.sluice.render.ParsedFirewall;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What published texts declare, and which of it would go that a person should let go by name. */
final class PublishedObjects {

    private PublishedObjects() {}

    /** The target namespaces and LokiStacks that stand in the published manifests and not in the new ones. */
    static List<Removal> removed(String cluster, Map<String, String> published, Map<String, String> now) {
        Set<ObjectId> gone = guarded(published.values());
        gone.removeAll(guarded(now.values()));
        return gone.stream().map(id -> removal(cluster, id)).toList();
    }

    /** The firewall that a text declares; empty where it declares none, or one that somebody broke. */
    static Optional<ParsedFirewall> firewall(String text) {
        if (!text.contains("\nkind: EgressFirewall\n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(ParsedFirewall.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the cluster could not have applied it either; it counts for nothing
        }
    }

    private static Removal removal(String cluster, ObjectId id) {
        return id.kind().equals("EgressFirewall")
                ? new Removal(Removal.Kind.NAMESPACE, cluster, id.namespace())
                : new Removal(Removal.Kind.LOKI_STACK, cluster, id.name());
    }

    private static Set<ObjectId> guarded(Collection<String> texts) {
        Set<ObjectId> ids = new LinkedHashSet<>();
        texts.stream()
                .filter(text -> text.contains("\nkind: EgressFirewall\n") || text.contains("\nkind: LokiStack\n"))
                .flatMap(PublishedObjects::id)
                .forEach(ids::add);
        return ids;
    }

    private static Stream<ObjectId> id(String text) {
        try {
            return Stream.of(ObjectId.parse(text));
        } catch (IllegalArgumentException e) {
            return Stream.empty(); // somebody broke the text: the cluster could not have applied it either
        }
    }
}
