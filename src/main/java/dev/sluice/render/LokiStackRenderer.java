package dev.sluice.render;

import static dev.sluice.render.Manifest.SyncOption.NEVER_DELETE;
import static dev.sluice.render.Manifest.SyncOption.NEVER_PRUNE;
import static dev.sluice.render.Manifest.SyncOption.SERVER_SIDE_APPLY;
import static dev.sluice.render.Manifest.SyncOption.SKIP_DRY_RUN;

import dev.sluice.manifest.Fields;
import dev.sluice.manifest.ObjectKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The LokiStack in tenants mode openshift-network; never pruned, since its data would go with it. */
final class LokiStackRenderer implements ObjectRenderer {

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.loki().stream().map(LokiStackRenderer::manifest);
    }

    private static Manifest manifest(LokiStack loki) {
        return Manifest.namespaced(
                        ObjectKind.LOKI_STACK,
                        loki.namespace(),
                        loki.name(),
                        Wave.LOG_STORE,
                        SERVER_SIDE_APPLY,
                        SKIP_DRY_RUN,
                        NEVER_PRUNE,
                        NEVER_DELETE)
                .with("spec", spec(loki).map());
    }

    private static Fields spec(LokiStack loki) {
        Fields spec = Fields.of("size", loki.size());
        loki.replicationFactor()
                .ifPresent(factor ->
                        spec.and("replication", Fields.of("factor", factor).map()));
        spec.and("storage", storage(loki).map())
                .and("storageClassName", loki.storageClass())
                .and("tenants", tenants(loki).map());
        if (!loki.replicas().isEmpty()) {
            Map<String, Object> template = new TreeMap<>();
            loki.replicas()
                    .forEach((component, count) ->
                            template.put(component, Fields.of("replicas", count).map()));
            spec.and("template", template);
        }
        return spec;
    }

    private static Fields storage(LokiStack loki) {
        // Without a schema the operator falls back to v11.
        Fields schema = Fields.of("version", "v13")
                .and("effectiveDate", loki.schemaDate().toString());
        Fields secret = Fields.of("name", loki.secret().name())
                .and("type", loki.secret().type());
        return Fields.of("schemas", List.of(schema.map())).and("secret", secret.map());
    }

    private static Fields tenants(LokiStack loki) {
        Fields tenants = Fields.of("mode", "openshift-network");
        loki.adminGroup()
                .map(group -> Fields.of("adminGroups", List.of(group.name())))
                .ifPresent(openshift -> tenants.and("openshift", openshift.map()));
        return tenants;
    }
}
