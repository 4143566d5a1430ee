package dev.sluice.render;

import dev.sluice.manifest.Fields;
import dev.sluice.manifest.ObjectKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Group whose members read every flow, and the binding that gives it its cluster role. */
final class AdminGroupRenderer implements ObjectRenderer {

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.loki().flatMap(LokiStack::adminGroup).stream()
                .flatMap(group -> Stream.of(group(group), binding(group)));
    }

    private static Manifest group(LokiStack.AdminGroup group) {
        return Manifest.clusterScoped(ObjectKind.GROUP, group.name(), Wave.REFERENCES)
                .with("users", group.users());
    }

    private static Manifest binding(LokiStack.AdminGroup group) {
        return Manifest.clusterScoped(
                        ObjectKind.CLUSTER_ROLE_BINDING, group.name() + "-" + group.clusterRole(), Wave.REFERENCES)
                .with("roleRef", reference("ClusterRole", group.clusterRole()))
                .with("subjects", List.of(reference("Group", group.name())));
    }

    private static Map<String, Object> reference(String kind, String name) {
        return Fields.of("apiGroup", ObjectKind.CLUSTER_ROLE_BINDING.group())
                .and("kind", kind)
                .and("name", name)
                .map();
    }
}
