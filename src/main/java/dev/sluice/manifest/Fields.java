package dev.sluice.manifest;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Fields of a YAML mapping in the order they are written; {@code Map.of} has none. */
public final class Fields {

    private final SequencedMap<String, Object> fields = new LinkedHashMap<>();

    public static Fields of(String name, Object value) {
        return new Fields().and(name, value);
    }

    public Fields and(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    public SequencedMap<String, Object> map() {
        return fields;
    }
}
