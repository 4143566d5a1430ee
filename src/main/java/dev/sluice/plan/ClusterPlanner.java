package dev.sluice.plan;

import dev.sluice.gitops.Change;
import dev.sluice.gitops.OwnedFolder;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Blocked;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.LruMemo;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.RuleList;
import dev.sluice.ranges.PrefixList;
import dev.sluice.render.Cluster;
import dev.sluice.render.ClusterFolder;
import dev.sluice.render.Decided;
import dev.sluice.render.Part;
import dev.sluice.render.PolicyText;
import dev.sluice.render.Provenance;
import dev.sluice.render.SameMeaning;
import dev.sluice.render.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans clusters one after the other. What they have in common is rendered, read, compared and proved once, and of what is
 * published only that is read which differs from what is rendered.
 *
 * <p>Not thread-safe.
 */
final class ClusterPlanner {

    private final BlockPolicy block;
    private final Blocked blocked;
    private final List<Source> sources;
    private final ClusterFolder rendering;
    private final EgressFirewallCodec codec;
    private final SameMeaning meaning;
    private final PublishedManifests objects;
    private final RuleComparison rules;
    private final LruMemo<PrefixList, PrefixList> lists = new LruMemo<>(100, list -> list);
    private final RuleProof proofs;

    /**
     * @param sources what is computed from
     * @param codec writes and reads
     * @param objects reads with the codec
     */
    ClusterPlanner(
            BlockPolicy block,
            Blocked blocked,
            List<Source> sources,
            EgressFirewallCodec codec,
            PublishedManifests objects,
            RuleComparison rules) {
        this.rendering = new ClusterFolder(codec);
        this.codec = codec;
        this.meaning = new SameMeaning(codec);
        this.objects = objects;
        this.block = block;
        this.blocked = blocked;
        this.sources = List.copyOf(sources);
        this.rules = rules;
        this.proofs = new RuleProof(this.sources, rules);
    }

    /**
     * @param firewalls the rules by namespace
     * @throws ProofException if a rendered firewall does not say what was meant
     */
    ClusterPlan of(Cluster cluster, Map<String, RuleList> firewalls, OwnedFolder folder) {
        Optional<Provenance> published = provenance(cluster, folder);
        Provenance now = new Provenance(sources, PolicyText.of(block, cluster));
        String policyBefore = published.map(Provenance::policy).orElse("");
        FolderDiff diff = FolderDiff.of(
                folder,
                rendering.render(cluster, new Decided(blocked, firewalls), part -> isPublished(part, folder)),
                // A new policy always shows; a new feed only where it means something else.
                (before, text) -> meaning.of(before, text) && samePolicy(text, policyBefore, now.policy()),
                objects);
        proofs.require(cluster.name(), now.policy(), diff.firewalls());
        Change change = diff.changes() || !policyBefore.equals(now.policy()) ? diff.change(now.files()) : Change.NONE;
        List<FirewallDelta> deltas = diff.deltas(cluster.name(), firewalls, rules);
        return new ClusterPlan(
                cluster,
                folder,
                published,
                change,
                deltas,
                change.isEmpty() ? NetEffect.NONE : NetEffect.of(deltas),
                diff.otherFiles(),
                diff.removals(cluster.name()));
    }

    private static boolean isPublished(Part part, OwnedFolder folder) {
        return folder.paths().stream()
                .anyMatch(path -> Part.of(path).filter(part::equals).isPresent()
                        && folder.text(path).isPresent());
    }

    private boolean samePolicy(String text, String before, String now) {
        if (before.equals(now)) {
            return true;
        }
        String namespace = codec.object(text).namespace();
        return PolicyText.bearingOn(namespace, before).equals(PolicyText.bearingOn(namespace, now));
    }

    private Optional<Provenance> provenance(Cluster cluster, OwnedFolder folder) {
        try {
            return Provenance.read(folder::text)
                    .map(read -> new Provenance(
                            read.sources().stream()
                                    .map(source -> new Source(lists.to(source.list()), source.token(), source.sha256()))
                                    .toList(),
                            read.policy()));
        } catch (IllegalArgumentException e) {
            throw new PublishedStateException(cluster.name(), e);
        }
    }
}
