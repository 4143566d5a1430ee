package dev.sluice.manifest;

import java.util.Map;

/**
 * Which Kubernetes object is meant.
 *
 * @param namespace empty for a cluster-scoped object
 */
public record ObjectRef(ObjectKind kind, String namespace, String name) {

    /** @throws IllegalArgumentException if the text is not one manifest with a known kind and a name */
    public static ObjectRef parse(String text) {
        return of(Yaml.read(text));
    }

    /** @throws IllegalArgumentException if a document has no known kind or no name */
    public static ObjectRef of(Map<?, ?> document) {
        if (document.get("kind") instanceof String word
                && document.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("name") instanceof String name) {
            ObjectKind kind = ObjectKind.of(word)
                    .orElseThrow(() -> new IllegalArgumentException("no kind of object that Sluice manages"));
            return new ObjectRef(kind, metadata.get("namespace") instanceof String value ? value : "", name);
        }
        throw new IllegalArgumentException("not a manifest with a kind and a name");
    }

    /** For example {@code EgressFirewall llm-demo/default}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
