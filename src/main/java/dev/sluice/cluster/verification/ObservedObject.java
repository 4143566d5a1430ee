package dev.sluice.cluster.verification;

import dev.sluice.cluster.JsonPath;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An object as an API shows it.
 *
 * @param uid empty where the API gave none
 * @param content spec and status
 * @param writes who wrote it when, in any order
 */
record ObservedObject(String uid, JsonPath content, List<Write> writes) {

    /** The last time that a manager wrote some fields. */
    record Write(String manager, FieldScope fields, Instant time) {}

    /** Which fields a write is about. */
    enum FieldScope {
        WANTED,
        STATUS,
        /** Neither, such as labels and annotations alone. */
        OTHER
    }

    ObservedObject {
        writes = List.copyOf(writes);
    }

    static ObservedObject of(GenericKubernetesResource object) {
        ObjectMeta metadata = Optional.ofNullable(object.getMetadata()).orElseGet(ObjectMeta::new);
        return new ObservedObject(
                Optional.ofNullable(metadata.getUid()).orElse(""),
                new JsonPath(object.getAdditionalProperties()),
                writes(metadata).toList());
    }

    /** Who wrote an object when. */
    static Stream<Write> writes(ObjectMeta metadata) {
        return Optional.ofNullable(metadata.getManagedFields()).orElse(List.of()).stream()
                .flatMap(ObservedObject::write);
    }

    JsonPath spec() {
        return content.at("spec");
    }

    JsonPath status() {
        return content.at("status");
    }

    /** Who last wrote what is wanted of the object. */
    Optional<Write> lastEdit() {
        return last(writes.stream(), FieldScope.WANTED);
    }

    /** When what is wanted last changed; where nothing tells, when it was applied. */
    Instant changed(Instant applied) {
        return lastEdit().map(Write::time).orElse(applied);
    }

    /** When its status was last reported, and no earlier than it was applied: earlier reports are about another one. */
    Instant reportedSince(Instant applied) {
        return reported().filter(applied::isBefore).orElse(applied);
    }

    /**
     * Since when the status is as it is, which is when something went wrong: an object without a status has had none
     * since it was made. Empty where nothing tells.
     */
    Optional<Instant> wrongSince(Instant applied) {
        boolean isSilent = !(status().value() instanceof Map<?, ?> fields) || fields.isEmpty();
        return reported()
                .or(() -> isSilent ? Optional.of(changed(applied)) : Optional.empty())
                .map(time -> time.isBefore(applied) ? applied : time);
    }

    private Optional<Instant> reported() {
        return last(writes.stream(), FieldScope.STATUS).map(Write::time);
    }

    static Optional<Write> last(Stream<Write> writes, FieldScope fields) {
        return writes.filter(write -> write.fields() == fields).max(Comparator.comparing(Write::time));
    }

    private static Stream<Write> write(ManagedFieldsEntry entry) {
        String manager = Optional.ofNullable(entry.getManager()).orElse("an unknown manager");
        return new JsonPath(entry.getTime()).time().stream().map(time -> new Write(manager, fields(entry), time));
    }

    /** Not every kind has a subresource for its status: then the fields tell. */
    private static FieldScope fields(ManagedFieldsEntry entry) {
        if ("status".equals(entry.getSubresource())) {
            return FieldScope.STATUS;
        }
        Map<String, Object> written = Optional.ofNullable(entry.getFieldsV1())
                .map(FieldsV1::getAdditionalProperties)
                .orElse(Map.of());
        return written.isEmpty() || written.containsKey("f:spec")
                ? FieldScope.WANTED
                : written.containsKey("f:status") ? FieldScope.STATUS : FieldScope.OTHER;
    }
}
