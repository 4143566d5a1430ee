package dev.sluice.cluster.operators;

import dev.sluice.manifest.ObjectRef;
import java.util.Optional;

/**
 * An OperatorGroup or a Subscription that a cluster has.
 *
 * @param application the Application of Argo CD that tracks it, as Argo CD writes it: its name, or {@code namespace_name}
 *     where it lies outside Argo CD's own namespace; empty where none does
 */
public record InstalledObject(ObjectRef id, Optional<String> application) {

    /** {@code Kind namespace/name}. */
    @Override
    public String toString() {
        return id.toString();
    }
}
