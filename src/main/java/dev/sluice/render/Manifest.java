package dev.sluice.render;

import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.Yaml;
import dev.sluice.text.SharedText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One Kubernetes object as it is declared in Git.
 *
 * @param namespace empty for a cluster-scoped object
 * @param labels sorted when written
 * @param wave also says in which part the object lies
 * @param options Argo CD's sync options for this object
 * @param hook empty for an object that stays
 * @param body what follows {@code metadata}, in the order written
 * @param end further fields as text, which other objects may share; empty where the body says all
 */
record Manifest(
        ObjectKind kind,
        Optional<String> namespace,
        String name,
        Wave wave,
        Map<String, String> labels,
        List<SyncOption> options,
        Optional<Hook> hook,
        SequencedMap<String, Object> body,
        SharedText end) {

    /**
     * Makes an object part of a sync rather than of what is synced.
     *
     * @param phase when Argo CD makes it
     * @param deletePolicy when Argo CD removes it
     */
    record Hook(String phase, String deletePolicy) {}

    /**
     * Argo CD's sync options, as its documentation spells them.
     *
     * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/">Argo CD, sync options</a>
     */
    enum SyncOption {
        /** Merges fields instead of replacing objects, and needs no annotation that grows with the object. */
        SERVER_SIDE_APPLY("ServerSideApply=true"),
        /** For kinds that an operator of the same folder installs first. */
        SKIP_DRY_RUN("SkipDryRunOnMissingResource=true"),
        /** For objects of which only a part is declared. */
        NO_VALIDATION("Validate=false"),
        /** Beside it, what is kept is left out of account where Argo CD compares. */
        NEVER_PRUNE("Prune=false"),
        NEVER_DELETE("Delete=false");

        private final String text;

        SyncOption(String text) {
            this.text = text;
        }
    }

    Manifest {
        if (kind.isNamespaced() != namespace.isPresent()) {
            throw new IllegalArgumentException(kind + " " + name + " in namespace " + namespace.orElse("-"));
        }
        labels = new TreeMap<>(labels);
        options = List.copyOf(options);
        body = new LinkedHashMap<>(body);
    }

    static Manifest clusterScoped(ObjectKind kind, String name, Wave wave, SyncOption... options) {
        return new Manifest(
                kind,
                Optional.empty(),
                name,
                wave,
                Map.of(),
                Arrays.asList(options),
                Optional.empty(),
                new LinkedHashMap<>(),
                SharedText.EMPTY);
    }

    static Manifest namespaced(ObjectKind kind, String namespace, String name, Wave wave, SyncOption... options) {
        return new Manifest(
                kind,
                Optional.of(namespace),
                name,
                wave,
                Map.of(),
                Arrays.asList(options),
                Optional.empty(),
                new LinkedHashMap<>(),
                SharedText.EMPTY);
    }

    Manifest withLabels(Map<String, String> more) {
        return new Manifest(kind, namespace, name, wave, more, options, hook, body, end);
    }

    Manifest withHook(Hook made) {
        return new Manifest(kind, namespace, name, wave, labels, options, Optional.of(made), body, end);
    }

    /** This object with one more top-level field behind the others. */
    Manifest with(String field, Object value) {
        SequencedMap<String, Object> longer = new LinkedHashMap<>(body);
        longer.put(field, value);
        return new Manifest(kind, namespace, name, wave, labels, options, hook, longer, end);
    }

    /** This object with fields behind all others that are written already. */
    Manifest endingIn(SharedText text) {
        return new Manifest(kind, namespace, name, wave, labels, options, hook, body, text);
    }

    /** A file of the wave's part whose name says kind, namespace and name, so that no two objects share one. */
    ManifestFile file(GitopsTool tool) {
        String subject = kind.is(ObjectKind.Trait.ONE_A_NAMESPACE) ? namespace.orElseThrow() : name;
        String name = kebab(kind.toString()) + "-" + subject.replaceAll("[^A-Za-z0-9.-]", "-") + ".yaml";
        SequencedMap<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", kind.apiVersion());
        document.put("kind", kind.toString());
        document.put("metadata", metadata(tool));
        document.putAll(body);
        return new ManifestFile(wave.part().path(name), end.behind(ManifestFile.HEADER + "\n" + Yaml.write(document)));
    }

    private Map<String, Object> metadata(GitopsTool tool) {
        SequencedMap<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        namespace.ifPresent(value -> metadata.put("namespace", value));
        if (!labels.isEmpty()) {
            metadata.put("labels", labels);
        }
        Map<String, String> annotations = annotations(tool);
        if (!annotations.isEmpty()) {
            metadata.put("annotations", annotations);
        }
        return metadata;
    }

    private Map<String, String> annotations(GitopsTool tool) {
        SequencedMap<String, String> annotations = new LinkedHashMap<>();
        if (tool.isArgoCd()) {
            argoCd(annotations);
        }
        if (tool.isFlux()) {
            flux(annotations);
        }
        return annotations;
    }

    /** @see <a href="https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources">Flux</a> */
    private void flux(Map<String, String> annotations) {
        if (options.contains(SyncOption.NEVER_PRUNE)) {
            annotations.put("kustomize.toolkit.fluxcd.io/prune", "disabled");
        }
        if (hook.isPresent()) { // a Job cannot be changed, only made anew
            annotations.put("kustomize.toolkit.fluxcd.io/force", "enabled");
        }
    }

    private void argoCd(Map<String, String> annotations) {
        hook.ifPresent(made -> {
            annotations.put("argocd.argoproj.io/hook", made.phase());
            annotations.put("argocd.argoproj.io/hook-delete-policy", made.deletePolicy());
        });
        if (options.contains(SyncOption.NEVER_PRUNE)) {
            // What is kept after it has left Git must not make the Application OutOfSync for ever.
            annotations.put("argocd.argoproj.io/compare-options", "IgnoreExtraneous");
        }
        if (!options.isEmpty()) {
            annotations.put(
                    "argocd.argoproj.io/sync-options",
                    options.stream().map(option -> option.text).collect(Collectors.joining(",")));
        }
        annotations.put("argocd.argoproj.io/sync-wave", wave.number());
    }

    private static String kebab(String kind) {
        return kind.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
