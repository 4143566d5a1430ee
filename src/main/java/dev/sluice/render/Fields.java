package dev.sluice.render;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Fields of a YAML mapping in the order they are written; {@code Map.of} has none. */
final class Fields {

    private final SequencedMap<String, Object> fields = new LinkedHashMap<>();

    static Fields of(String name, Object value) {
        return new Fields().and(name, value);
    }

    Fields and(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    SequencedMap<String, Object> map() {
        return fields;
    }
}
