package dev.sluice.manifest;

import java.util.Map;

/**
 * Which Kubernetes object a manifest declares.
 *
 * @param namespace empty for a cluster-scoped object
 */
public record ObjectRef(String kind, String namespace, String name) {

    /** @throws IllegalArgumentException if the text is not one manifest with kind and name */
    public static ObjectRef parse(String text) {
        return of(Yaml.read(text));
    }

    public static ObjectRef of(Map<?, ?> document) {
        if (document.get("kind") instanceof String kind
                && document.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("name") instanceof String name) {
            return new ObjectRef(kind, metadata.get("namespace") instanceof String value ? value : "", name);
        }
        throw new IllegalArgumentException("not a manifest with a kind and a name");
    }
}
