package dev.sluice.policy;

import java.util.Set;

/**
 * Something that is published and would go: a whole cluster, a target namespace or a LokiStack.
 *
 * @param name the name of the thing itself; for a cluster, the cluster's
 */
public record Removal(RemovedKind kind, String cluster, String name) {

    /** What goes. */
    public enum RemovedKind {
        CLUSTER("cluster"),
        NAMESPACE("namespace"),
        LOKI_STACK("LokiStack");

        private final String word;

        RemovedKind(String word) {
            this.word = word;
        }
    }

    /** Whether a person let it go: by its name, or by {@code cluster/name} where several clusters share the name. */
    public boolean acceptedBy(Set<String> names) {
        return names.contains(name) || kind != RemovedKind.CLUSTER && names.contains(cluster + "/" + name);
    }

    /** For example {@code namespace llm-demo of cluster demo}. */
    @Override
    public String toString() {
        return kind.word + " " + name + (kind == RemovedKind.CLUSTER ? "" : " of cluster " + cluster);
    }
}
