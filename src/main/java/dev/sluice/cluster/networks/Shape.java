package dev.sluice.cluster.networks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in an object that came as nested maps and lists; what is not there, or is something else, is empty. */
record Shape(@Nullable Object value) {

    Shape at(String... path) {
        Shape place = this;
        for (String name : path) {
            place = new Shape(place.value instanceof Map<?, ?> map ? map.get(name) : null);
        }
        return place;
    }

    Stream<Shape> each() {
        return value instanceof List<?> list ? list.stream().map(Shape::new) : Stream.empty();
    }

    Optional<String> text() {
        return value instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }
}
