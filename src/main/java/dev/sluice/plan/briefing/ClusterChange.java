package dev.sluice.plan.briefing;

import dev.sluice.policy.AssertionResult;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Selection;
import dev.sluice.policy.certificate.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What changes in one cluster.
 *
 * @param networks as they are allowed now; none for a cluster that goes
 * @param firewalls of every namespace, those that stay as they are among them
 * @param certificates by namespace, whether what is written decides what was meant; none for a firewall that goes
 * @param effect of all firewalls together
 * @param before the lists that are published, which know no scopes; empty for a new cluster
 * @param now the lists as they were fetched
 * @param policyRemoved lines of {@code policy.txt} that go
 * @param policyAdded lines of {@code policy.txt} that come
 * @param files what else changes: neither an EgressFirewall nor in {@code .sluice/}
 * @param moves files that only lie elsewhere: what they declare stays, but for annotations that steer Argo CD
 * @param assertions of all namespaces
 */
public record ClusterChange(
        String cluster,
        Transition kind,
        Networks networks,
        List<FirewallDelta> firewalls,
        Map<String, Certificate> certificates,
        NetEffect effect,
        Optional<Selection> before,
        Selection now,
        List<String> policyRemoved,
        List<String> policyAdded,
        List<ChangedFile> files,
        List<MovedFile> moves,
        List<AssertionResult> assertions) {

    /** What happens to the cluster itself. */
    public enum Transition {
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

    /**
     * A file that moves.
     *
     * @param from path inside the cluster's folder
     * @param folder the folder inside the cluster's folder that it moves into
     */
    public record MovedFile(String from, String folder) {}

    public ClusterChange {
        firewalls = List.copyOf(firewalls);
        certificates = Map.copyOf(certificates);
        policyRemoved = List.copyOf(policyRemoved);
        policyAdded = List.copyOf(policyAdded);
        files = List.copyOf(files);
        moves = List.copyOf(moves);
        assertions = List.copyOf(assertions);
    }

    /** The same without the texts. */
    public ClusterEffect inShort() {
        return new ClusterEffect(
                cluster,
                kind,
                firewalls,
                effect,
                new PolicyChange(policyRemoved, policyAdded),
                moves.size(),
                files.size());
    }

    public boolean isReconfigured() {
        return !policyRemoved.isEmpty() || !policyAdded.isEmpty();
    }
}
