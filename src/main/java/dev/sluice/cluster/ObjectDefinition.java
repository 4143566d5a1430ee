package dev.sluice.cluster;

import dev.sluice.manifest.ObjectKind;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** A kind of object as the Kubernetes client asks for it. */
public final class ObjectDefinition {

    private ObjectDefinition() {}

    public static ResourceDefinitionContext of(ObjectKind kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withKind(kind.toString())
                .withPlural(kind.plural())
                .withNamespaced(kind.isNamespaced())
                .build();
    }
}
