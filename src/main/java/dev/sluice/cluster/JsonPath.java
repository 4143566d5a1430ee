package dev.sluice.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in an object that came as nested maps and lists; what is not there, or is something else, is empty. */
public record JsonPath(@Nullable Object value) {

    @SuppressWarnings("unchecked") // only looked into, whatever the keys are
    public JsonPath at(String... path) {
        return new JsonPath(
                value instanceof Map<?, ?> map
                        ? GenericKubernetesResource.get((Map<String, Object>) map, (Object[]) path)
                        : null);
    }

    public Stream<JsonPath> each() {
        return value instanceof List<?> list ? list.stream().map(JsonPath::new) : Stream.empty();
    }

    public Optional<String> text() {
        return value instanceof String text && !text.isBlank() ? Optional.of(text.strip()) : Optional.empty();
    }

    /** The text there; empty where there is none. */
    public String textAt(String... path) {
        return at(path).text().orElse("");
    }

    /** A time as Kubernetes writes it. */
    public Optional<Instant> time() {
        try {
            return text().map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }
}
