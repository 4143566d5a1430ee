package dev.sluice.cluster.verification;

import dev.sluice.manifest.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was committed for a cluster.
 *
 * @param commit the branch's last one that changed the cluster's folder, 40 hexadecimal digits
 * @param committed when it was made
 * @param changes by part the last commit that changed what an Application of that part deploys; under the empty text that
 *     of all parts together. A later commit leaves such an Application nothing to sync. {@code commit} counts where there
 *     is none.
 * @param folders names of the parts that have a folder: one whose objects have all left Git keeps it, so that its
 *     Application prunes them; none in the earlier layout
 * @param objects those that are looked at
 */
public record Expected(
        String cluster,
        String commit,
        Instant committed,
        Map<String, LastChange> changes,
        GitFolder source,
        Set<String> folders,
        List<Declared> objects) {

    /**
     * A commit of the branch.
     *
     * @param commit 40 hexadecimal digits
     * @param time when it was made
     */
    public record LastChange(String commit, Instant time) {}

    /**
     * Where it is committed.
     *
     * @param url of the repository
     * @param branch its short name
     * @param path the folder, without slashes at the ends
     */
    public record GitFolder(String url, String branch, String path) {}

    /**
     * An object as it was committed.
     *
     * @param part the folder inside the cluster's folder that holds it, {@code firewall} or {@code observability}: what an
     *     Application of its own may follow; empty where it lies in the cluster's folder itself, as in the earlier layout
     * @param spec as nested maps and lists
     */
    public record Declared(ObjectRef subject, String part, Map<?, ?> spec) {}

    public Expected {
        changes = Map.copyOf(changes);
        folders = Set.copyOf(folders);
        objects = List.copyOf(objects);
    }

    /** Whether the commit has no folder for a part: it is of the earlier layout. */
    boolean isUndivided() {
        return !objects.isEmpty() && folders.isEmpty();
    }

    /** Whether there is anything for an Application of that scope to deploy, or to prune. */
    boolean hasFolder(Scope scope) {
        return folders.contains(scope.part());
    }

    /** What an Application of that scope is to bring, by the last commit that changed any of it. */
    Expected of(Scope scope) {
        LastChange all = changes.getOrDefault("", new LastChange(commit, committed));
        LastChange last = changes.getOrDefault(scope.part(), all);
        boolean isWhole = scope == Scope.WHOLE;
        return new Expected(
                cluster,
                last.commit(),
                last.time(),
                Map.of(),
                isWhole ? source : new GitFolder(source.url(), source.branch(), source.path() + "/" + scope.part()),
                folders,
                objects.stream()
                        .filter(object -> isWhole || object.part().equals(scope.part()))
                        .toList());
    }
}
