package dev.sluice.review.body;

import dev.sluice.policy.AssertionResult;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Selection;
import java.util.List;
import java.util.Optional;

/**
 * What changes in one cluster.
 *
 * @param networks as they are allowed now; none for a cluster that goes
 * @param firewalls of every namespace, those that stay as they are among them
 * @param before the lists that are published, which know no scopes; empty for a new cluster
 * @param now the lists as they were fetched
 * @param policyRemoved lines of {@code policy.txt} that go
 * @param policyAdded lines of {@code policy.txt} that come
 * @param files what else changes: neither an EgressFirewall nor in {@code .sluice/}
 * @param assertions of all namespaces
 */
public record ClusterChange(
        String cluster,
        Kind kind,
        Networks networks,
        List<FirewallChange> firewalls,
        Optional<Selection> before,
        Selection now,
        List<String> policyRemoved,
        List<String> policyAdded,
        List<ChangedFile> files,
        List<AssertionResult> assertions) {

    /** What happens to the cluster itself. */
    public enum Kind {
        NEW,
        CHANGED,
        REMOVED
    }

    /**
     * A file that is written or deleted.
     *
     * @param path inside the cluster's folder
     */
    public record ChangedFile(String path, boolean deleted) {}

    public ClusterChange {
        firewalls = List.copyOf(firewalls);
        policyRemoved = List.copyOf(policyRemoved);
        policyAdded = List.copyOf(policyAdded);
        files = List.copyOf(files);
        assertions = List.copyOf(assertions);
    }

    boolean isReconfigured() {
        return !policyRemoved.isEmpty() || !policyAdded.isEmpty();
    }
}
