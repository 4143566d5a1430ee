package dev.sluice.cluster.operators;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.JsonPath;
import dev.sluice.cluster.ObjectDefinition;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks a cluster for the OperatorGroups and Subscriptions of an operator: two questions, each within the API's time-out.
 * Thread-safe.
 */
public final class OperatorReader {

    private final Access access;

    public OperatorReader(Access access) {
        this.access = access;
    }

    /**
     * @param namespace that the operator is installed in
     * @param packageName in its catalogue
     */
    public Answer<Installed> read(ClusterConnection link, String namespace, String packageName) {
        Answer<List<InstalledObject>> groups = known(access.ask(
                link.kubeconfig(),
                "OperatorGroups in namespace " + namespace,
                client -> objects(
                        ObjectKind.OPERATOR_GROUP,
                        client
                                .genericKubernetesResources(ObjectDefinition.of(ObjectKind.OPERATOR_GROUP))
                                .inNamespace(namespace)
                                .list()
                                .getItems()
                                .stream())));
        Answer<List<InstalledObject>> subscriptions = known(access.ask(
                link.kubeconfig(),
                "Subscriptions",
                client -> objects(
                        ObjectKind.SUBSCRIPTION,
                        client
                                .genericKubernetesResources(ObjectDefinition.of(ObjectKind.SUBSCRIPTION))
                                .inAnyNamespace()
                                .list()
                                .getItems()
                                .stream()
                                .filter(object -> packageOf(object).equals(packageName)))));
        if (groups instanceof Answer.Unseen<List<InstalledObject>>(String reason)) {
            return new Answer.Unseen<>(reason);
        }
        return subscriptions.map(found -> new Installed(groups.found().orElse(List.of()), found));
    }

    /** A cluster that does not know the kind has none of it. */
    private static Answer<List<InstalledObject>> known(Answer<List<InstalledObject>> answer) {
        return answer instanceof Answer.Absent ? new Answer.Found<>(List.of()) : answer;
    }

    private static String packageOf(GenericKubernetesResource subscription) {
        return new JsonPath(subscription.getAdditionalProperties()).textAt("spec", "name");
    }

    /** In an order of their own: what is said of them must not depend on the API's. */
    private static List<InstalledObject> objects(ObjectKind kind, Stream<GenericKubernetesResource> objects) {
        return objects.map(object -> {
                    ObjectRef id = new ObjectRef(
                            kind,
                            object.getMetadata().getNamespace(),
                            object.getMetadata().getName());
                    return new InstalledObject(id, Tracking.application(id, object));
                })
                .sorted(Comparator.comparing(InstalledObject::toString))
                .toList();
    }

    /**
     * How Argo CD marks what an Application deploys.
     *
     * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/">Argo CD, resource tracking</a>
     */
    private static final class Tracking {

        private static final String ID = "argocd.argoproj.io/tracking-id";
        private static final String INSTANCE = "app.kubernetes.io/instance";

        static Optional<String> application(ObjectRef id, GenericKubernetesResource object) {
            return value(object.getMetadata().getAnnotations(), ID)
                    .flatMap(mark -> ofMark(mark, id))
                    .or(() -> value(object.getMetadata().getLabels(), INSTANCE));
        }

        /** Empty for a mark that was copied from another object: Argo CD disregards it, too. */
        private static Optional<String> ofMark(String mark, ObjectRef id) {
            String own = ":" + id.kind().group() + "/" + id.kind() + ":" + id.namespace() + "/" + id.name();
            return mark.endsWith(own) ? Optional.of(mark.substring(0, mark.length() - own.length())) : Optional.empty();
        }

        private static Optional<String> value(Map<String, String> map, String key) {
            return Optional.ofNullable(map).map(all -> all.get(key)).filter(text -> !text.isBlank());
        }
    }
}
