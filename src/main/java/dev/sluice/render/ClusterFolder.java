package dev.sluice.render;

import dev.sluice.policy.Answers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The folders of clusters: one object a file, and a kustomization that names them all. What the clusters rendered by one of
 * these have in common is rendered once, and their files share it.
 *
 * <p>Not thread-safe.
 */
public final class ClusterFolder {

    private final List<Kind> kinds = List.of(
            new Namespaces(),
            new Operators(),
            new AdminGroups(),
            new StorageSecrets(),
            new NodeLabels(),
            new LokiStacks(),
            new FlowCollectors(),
            new EgressIps(),
            new EgressFirewalls(),
            new Trials());

    private final Answers<Manifest, ManifestFile> written = new Answers<>(5_000, Manifest::file);

    /**
     * Renders a cluster's manifests; the same arguments give the same bytes.
     *
     * @return the files by ascending path
     * @throws IllegalArgumentException if two objects would share a file
     */
    public List<ManifestFile> render(Cluster cluster, Decided decided) {
        SequencedMap<String, ManifestFile> files = new LinkedHashMap<>();
        kinds.stream()
                .flatMap(kind -> kind.manifests(cluster, decided))
                .map(this::file)
                .forEach(file -> {
                    if (files.put(file.path(), file) != null) {
                        throw new IllegalArgumentException(
                                "two objects of cluster " + cluster.name() + " are named alike: " + file.path());
                    }
                });
        List<String> resources = files.keySet().stream().sorted().toList();
        List<ManifestFile> all = new ArrayList<>(files.values());
        all.add(kustomization(resources));
        all.sort(Comparator.comparing(ManifestFile::path));
        return all;
    }

    /** Clusters of a fleet declare many objects alike, but for what they end in. */
    private ManifestFile file(Manifest manifest) {
        ManifestFile file = written.to(manifest.endingIn(List.of()));
        return manifest.end().isEmpty() ? file : new ManifestFile(file.path(), file.start(), manifest.end());
    }

    private static ManifestFile kustomization(List<String> resources) {
        Fields document = Fields.of("apiVersion", "kustomize.config.k8s.io/v1beta1")
                .and("kind", "Kustomization")
                .and("resources", resources);
        return new ManifestFile("kustomization.yaml", ManifestFile.HEADER + "\n" + Yaml.write(document.map()));
    }
}
