package dev.sluice.render;

import static dev.sluice.render.Manifest.SyncOption.SKIP_DRY_RUN;

import dev.sluice.manifest.Fields;
import dev.sluice.manifest.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ExternalSecret that makes LokiStack's storage Secret; nothing where the Secret exists already. */
final class StorageSecretRenderer implements ObjectRenderer {

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.loki().stream()
                .flatMap(loki -> loki.secret().external().stream().map(external -> secret(loki, external)));
    }

    private static Manifest secret(LokiStack loki, LokiStack.External external) {
        String name = loki.secret().name();
        Fields store = Fields.of("kind", external.storeKind()).and("name", external.store());
        Fields target = Fields.of("creationPolicy", "Owner").and("name", name);
        Fields spec = Fields.of("refreshInterval", external.refreshInterval())
                .and("secretStoreRef", store.map())
                .and("target", target.map())
                .and("data", data(external));
        return Manifest.namespaced(ObjectKind.EXTERNAL_SECRET, loki.namespace(), name, Wave.REFERENCES, SKIP_DRY_RUN)
                .with("spec", spec.map());
    }

    private static List<Map<String, Object>> data(LokiStack.External external) {
        List<Map<String, Object>> data = new ArrayList<>();
        external.properties().forEach((secretKey, property) -> {
            Fields reference = Fields.of("key", external.key()).and("property", property);
            data.add(Fields.of("secretKey", secretKey)
                    .and("remoteRef", reference.map())
                    .map());
        });
        return data;
    }
}
