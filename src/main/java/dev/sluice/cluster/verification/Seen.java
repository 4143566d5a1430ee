package dev.sluice.cluster.verification;

import dev.sluice.cluster.Shape;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An object as an API shows it.
 *
 * @param uid empty where the API gave none
 * @param content spec and status
 * @param writes who wrote it when, in any order
 */
record Seen(String uid, Shape content, List<Write> writes) {

    /**
     * The last time that somebody wrote some fields.
     *
     * @param status whether they are of the status
     */
    record Write(String manager, boolean status, Instant time) {}

    Seen {
        writes = List.copyOf(writes);
    }

    static Seen of(GenericKubernetesResource object) {
        ObjectMeta metadata = Optional.ofNullable(object.getMetadata()).orElseGet(ObjectMeta::new);
        List<ManagedFieldsEntry> entries =
                Optional.ofNullable(metadata.getManagedFields()).orElse(List.of());
        return new Seen(
                Optional.ofNullable(metadata.getUid()).orElse(""),
                new Shape(object.getAdditionalProperties()),
                entries.stream().flatMap(Seen::write).toList());
    }

    Shape spec() {
        return content.at("spec");
    }

    Shape status() {
        return content.at("status");
    }

    /** Who last wrote what is wanted of the object. */
    Optional<Write> lastEdit() {
        return last(false);
    }

    /** When somebody last reported on it, and no earlier than it was applied: what was said before is of another one. */
    Instant reportedSince(Instant applied) {
        return last(true).map(Write::time).filter(applied::isBefore).orElse(applied);
    }

    private Optional<Write> last(boolean status) {
        return writes.stream().filter(write -> write.status() == status).max(Comparator.comparing(Write::time));
    }

    private static Stream<Write> write(ManagedFieldsEntry entry) {
        String manager = Optional.ofNullable(entry.getManager()).orElse("somebody");
        return new Shape(entry.getTime())
                .time().stream().map(time -> new Write(manager, "status".equals(entry.getSubresource()), time));
    }
}
