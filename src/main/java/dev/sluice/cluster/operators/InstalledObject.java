package dev.sluice.cluster.operators;

import java.util.Optional;

/**
 * An OperatorGroup or a Subscription that a cluster has.
 *
 * @param kind OperatorGroup or Subscription
 * @param application the Application of Argo CD that tracks it, as Argo CD writes it: its name, or {@code namespace_name}
 *     where it lies outside Argo CD's own namespace; empty where none does
 */
public record InstalledObject(String kind, String namespace, String name, Optional<String> application) {

    /** {@code Kind namespace/name}. */
    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
