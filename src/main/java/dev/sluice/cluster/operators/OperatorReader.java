package dev.sluice.cluster.operators;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.JsonPath;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
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
        Answer<List<InstalledObject>> groups =
                known(access.ask(
                        link.kubeconfig(),
                        "OperatorGroups in namespace " + namespace,
                        client -> objects(client
                                .genericKubernetesResources(Kinds.OPERATOR_GROUPS)
                                .inNamespace(namespace)
                                .list()
                                .getItems()
                                .stream())));
        Answer<List<InstalledObject>> subscriptions = known(access.ask(
                link.kubeconfig(),
                "Subscriptions",
                client -> objects(
                        client
                                .genericKubernetesResources(Kinds.SUBSCRIPTIONS)
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
    private static List<InstalledObject> objects(Stream<GenericKubernetesResource> objects) {
        return objects.map(object -> new InstalledObject(
                        object.getKind(),
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName(),
                        Tracking.application(object)))
                .sorted(Comparator.comparing(InstalledObject::toString))
                .toList();
    }

    /** Loaded with the first question: a run that asks none needs nothing of the client. */
    private static final class Kinds {

        static final ResourceDefinitionContext SUBSCRIPTIONS = kind("v1alpha1", "Subscription", "subscriptions");
        static final ResourceDefinitionContext OPERATOR_GROUPS = kind("v1", "OperatorGroup", "operatorgroups");

        private static ResourceDefinitionContext kind(String version, String kind, String plural) {
            return new ResourceDefinitionContext.Builder()
                    .withGroup("operators.coreos.com")
                    .withVersion(version)
                    .withKind(kind)
                    .withPlural(plural)
                    .withNamespaced(true)
                    .build();
        }
    }

    /**
     * How Argo CD marks what an Application deploys.
     *
     * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/">Argo CD, resource tracking</a>
     */
    private static final class Tracking {

        private static final String ID = "argocd.argoproj.io/tracking-id";
        private static final String INSTANCE = "app.kubernetes.io/instance";

        static Optional<String> application(GenericKubernetesResource object) {
            return value(object.getMetadata().getAnnotations(), ID)
                    .flatMap(id -> ofId(id, object))
                    .or(() -> value(object.getMetadata().getLabels(), INSTANCE));
        }

        /** Empty for an id that was copied from another object: Argo CD disregards it, too. */
        private static Optional<String> ofId(String id, GenericKubernetesResource object) {
            String own = ":operators.coreos.com/" + object.getKind() + ":"
                    + object.getMetadata().getNamespace() + "/"
                    + object.getMetadata().getName();
            return id.endsWith(own) ? Optional.of(id.substring(0, id.length() - own.length())) : Optional.empty();
        }

        private static Optional<String> value(Map<String, String> map, String key) {
            return Optional.ofNullable(map).map(all -> all.get(key)).filter(text -> !text.isBlank());
        }
    }
}
