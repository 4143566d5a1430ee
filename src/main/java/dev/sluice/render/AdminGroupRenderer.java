package dev.sluice.render;

import dev.sluice.manifest.Fields;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Group whose members read every flow, and the binding that gives it its cluster role. */
final class AdminGroupRenderer implements ObjectRenderer {

    private static final String API = "rbac.authorization.k8s.io";

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.loki().flatMap(LokiStack::adminGroup).stream()
                .flatMap(group -> Stream.of(group(group), binding(group)));
    }

    private static Manifest group(LokiStack.AdminGroup group) {
        return Manifest.clusterScoped("user.openshift.io/v1", "Group", group.name(), Wave.REFERENCES)
                .with("users", group.users());
    }

    private static Manifest binding(LokiStack.AdminGroup group) {
        return Manifest.clusterScoped(
                        API + "/v1", "ClusterRoleBinding", group.name() + "-" + group.clusterRole(), Wave.REFERENCES)
                .with("roleRef", reference("ClusterRole", group.clusterRole()))
                .with("subjects", List.of(reference("Group", group.name())));
    }

    private static Map<String, Object> reference(String kind, String name) {
        return Fields.of("apiGroup", API).and("kind", kind).and("name", name).map();
    }
}
