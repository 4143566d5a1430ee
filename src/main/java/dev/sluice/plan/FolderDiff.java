package dev.sluice.plan;

import dev.sluice.gitops.Change;
import dev.sluice.gitops.OwnedFolder;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Removal;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import dev.sluice.render.ManifestFile;
import dev.sluice.render.Part;
import dev.sluice.render.Provenance;
import dev.sluice.text.SharedText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * What one cluster's folder shall hold beside what it holds. A published file is read only where another text or no text is to
 * replace it; of what was read, rules are remembered and texts are not.
 *
 * <p>What the earlier layout has of an object counts as its published text, so that a move loses nothing.
 */
final class FolderDiff {

    private final OwnedFolder folder;
    private final PublishedManifests objects;

    private final Map<String, SharedText> written = new TreeMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Set<ObjectRef> objectsBefore = new LinkedHashSet<>();
    private final Set<ObjectRef> objectsNow = new HashSet<>();
    private final Map<String, List<Rule>> rulesBefore = new HashMap<>();
    private final Map<String, ParsedFirewall> firewalls = new HashMap<>();
    private int otherFiles;
    private boolean goes;

    private FolderDiff(OwnedFolder folder, PublishedManifests objects) {
        this.folder = folder;
        this.objects = objects;
    }

    /**
     * Compares all manifests.
     *
     * @param manifests those that the folder shall hold; others of ours go
     * @param stays whether a published text may be kept instead of a new one
     */
    static FolderDiff of(
            OwnedFolder folder,
            List<ManifestFile> manifests,
            BiPredicate<String, String> stays,
            PublishedManifests objects) {
        FolderDiff diff = new FolderDiff(folder, objects);
        manifests.forEach(file -> diff.add(file, stays));
        folder.paths().forEach(diff::addGone);
        return diff;
    }

    /** Whether manifests change. */
    boolean changes() {
        return goes || !written.isEmpty();
    }

    /** What must change in the folder. */
    Change change(List<ManifestFile> provenance) {
        Map<String, SharedText> changed = new TreeMap<>(written);
        Set<String> staying = new HashSet<>(kept);
        for (ManifestFile file : provenance) {
            if (folder.holds(file.path(), file.text())) {
                staying.add(file.path());
            } else {
                changed.put(file.path(), file.content());
            }
        }
        return folder.change(changed, staying);
    }

    /** By namespace, read from the very texts that the folder will hold. */
    Map<String, ParsedFirewall> firewalls() {
        return firewalls;
    }

    List<Removal> removals(String cluster) {
        Set<ObjectRef> gone = new LinkedHashSet<>(objectsBefore);
        gone.removeAll(objectsNow);
        return PublishedManifests.removals(cluster, gone);
    }

    /**
     * What becomes of the firewall of every namespace; those that stay are among them.
     *
     * @param computed by namespace, see {@link RuleComparison#of}
     */
    List<FirewallDelta> deltas(String cluster, Map<String, RuleList> computed, RuleComparison comparison) {
        Map<String, List<Rule>> rulesNow = new HashMap<>();
        firewalls.forEach((namespace, firewall) -> rulesNow.put(namespace, firewall.rules()));
        return comparison.of(cluster, rulesBefore, rulesNow, computed);
    }

    /** How many files change, but for firewalls, FlowCollectors and what is in {@code .sluice/}. */
    int otherFiles() {
        return otherFiles;
    }

    private void add(ManifestFile file, BiPredicate<String, String> stays) {
        String text = file.text();
        boolean isHeld = folder.holds(file.path(), text);
        Optional<String> there = isHeld ? Optional.of(text) : folder.text(file.path());
        Optional<String> before = there.or(() -> Part.earlierPath(file.path()).flatMap(folder::text));
        before.ifPresent(this::addPublished);
        String now = isHeld
                ? text
                : before.filter(published -> stays.test(published, text)).orElse(text);
        addRemaining(now);
        if (there.filter(now::equals).isPresent()) {
            kept.add(file.path());
        } else {
            written.put(file.path(), now.equals(text) ? file.content() : SharedText.of(now));
            countOther(file.path(), text);
        }
    }

    private void addGone(String path) {
        if (written.containsKey(path) || kept.contains(path) || path.startsWith(Provenance.FOLDER)) {
            return;
        }
        folder.text(path).ifPresent(text -> {
            addPublished(text);
            countOther(path, text);
            goes = true;
        });
    }

    private void countOther(String path, String text) {
        if (!path.startsWith(Provenance.FOLDER) && !PublishedManifests.isOrdinary(text)) {
            otherFiles++;
        }
    }

    private void addPublished(String text) {
        objects.guarded(text).ifPresent(objectsBefore::add);
        objects.firewall(text).ifPresent(firewall -> rulesBefore.put(firewall.namespace(), firewall.rules()));
    }

    private void addRemaining(String text) {
        objects.guarded(text).ifPresent(objectsNow::add);
        objects.firewall(text).ifPresent(firewall -> firewalls.put(firewall.namespace(), firewall));
    }
}
