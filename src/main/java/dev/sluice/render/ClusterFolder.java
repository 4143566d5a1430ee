package dev.sluice.render;

import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.manifest.Fields;
import dev.sluice.manifest.Yaml;
import dev.sluice.policy.LruMemo;
import dev.sluice.text.SharedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folders of clusters: one object a file, in a folder for each part, which has a kustomization that names them all; and
 * one above that names the parts. A part that never had an object has no folder. One that had keeps it, with a kustomization
 * that builds nothing: its Application prunes what it applied only while the folder is there. What the clusters rendered by
 * one of these have in common is rendered once, and their files share it.
 *
 * <p>Not thread-safe.
 */
public final class ClusterFolder {

    private final List<ObjectRenderer> kinds;
    private final LruMemo<AppliedObject, ManifestFile> written =
            new LruMemo<>(5_000, applied -> applied.manifest().file(applied.tool()));

    /** An object as one of the tools applies it. */
    private record AppliedObject(Manifest manifest, GitopsTool tool) {}

    public ClusterFolder(EgressFirewallCodec codec) {
        this.kinds = List.of(
                new NamespaceRenderer(),
                new OperatorRenderer(),
                new AdminGroupRenderer(),
                new StorageSecretRenderer(),
                new NodeLabelRenderer(),
                new LokiStackRenderer(),
                new FlowCollectorRenderer(),
                new EgressIpRenderer(),
                new EgressFirewallRenderer(codec),
                new TrialRenderer());
    }

    /**
     * Renders a cluster's manifests; the same arguments give the same bytes.
     *
     * @param isPublished whether a part has a folder of ours; asked for parts without objects alone
     * @return the files by ascending path
     * @throws IllegalArgumentException if two objects would share a file
     */
    public List<ManifestFile> render(Cluster cluster, Decided decided, Predicate<Part> isPublished) {
        Map<Part, SortedSet<String>> parts = new EnumMap<>(Part.class);
        Set<String> names = new HashSet<>(); // of both parts: two Applications would fight over an object
        List<ManifestFile> files = new ArrayList<>();
        kinds.stream().flatMap(kind -> kind.manifests(cluster, decided)).forEach(manifest -> {
            ManifestFile file = file(manifest, cluster.tool());
            String name = file.path().substring(file.path().lastIndexOf('/') + 1);
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "two objects of cluster " + cluster.name() + " are named alike: " + file.path());
            }
            parts.computeIfAbsent(manifest.wave().part(), part -> new TreeSet<>())
                    .add(name);
            files.add(file);
        });
        Stream.of(Part.values())
                .filter(part -> !parts.containsKey(part) && isPublished.test(part))
                .forEach(part -> parts.put(part, new TreeSet<>()));
        if (!parts.isEmpty()) {
            files.add(kustomization(
                    Part.KUSTOMIZATION,
                    parts.keySet().stream().map(Part::folder).toList()));
        }
        parts.forEach((part, resources) -> files.add(kustomization(part.path(Part.KUSTOMIZATION), resources)));
        files.sort(Comparator.comparing(ManifestFile::path));
        return files;
    }

    /** Clusters of a fleet declare many objects alike, but for what they end in. */
    private ManifestFile file(Manifest manifest, GitopsTool tool) {
        ManifestFile file = written.to(new AppliedObject(manifest.endingIn(SharedText.EMPTY), tool));
        return manifest.end() == SharedText.EMPTY
                ? file
                : new ManifestFile(file.path(), manifest.end().behind(file.text()));
    }

    private static ManifestFile kustomization(String path, Collection<String> resources) {
        Fields document = Fields.of("apiVersion", "kustomize.config.k8s.io/v1beta1")
                .and("kind", "Kustomization")
                .and("resources", List.copyOf(resources));
        return new ManifestFile(path, ManifestFile.HEADER + "\n" + Yaml.write(document.map()));
    }
}
