package dev.sluice.manifest;

import java.util.Map;

/**
 * What a manifest wants an object to be.
 *
 * @param spec as nested maps and lists; empty where the manifest has none
 */
public record DeclaredObject(ObjectRef id, Map<?, ?> spec) {

    /** @throws IllegalArgumentException if the text is not one manifest with kind and name */
    public static DeclaredObject parse(String text) {
        Map<?, ?> document = Yaml.read(text);
        return new DeclaredObject(
                ObjectRef.of(document), document.get("spec") instanceof Map<?, ?> spec ? spec : Map.of());
    }
}
