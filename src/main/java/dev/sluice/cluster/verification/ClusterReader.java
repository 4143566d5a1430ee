package dev.sluice.cluster.verification;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ApiException;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ObjectDefinition;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads objects, one call each. An API that kept one question waiting is asked no more by this reader, so that a thousand
 * clusters do not wait for one that is away: each round has a reader of its own.
 */
public final class ClusterReader {

    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final int HTTP_NOT_FOUND = 404;

    private final Access access;
    private final Set<Optional<Path>> silent = new HashSet<>();

    public ClusterReader(Access access) {
        this.access = access;
    }

    /** What an Application says of itself, such as {@code Synced, Healthy}. */
    public Answer<String> application(ClusterConnection.SingleApplication application) {
        return read(
                        Optional.empty(),
                        new ObjectRef(ObjectKind.APPLICATION, application.namespace(), application.name()))
                .map(seen -> Stream.of(
                                seen.status().textAt("sync", "status"),
                                seen.status().textAt("health", "status"))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(", ")));
    }

    /** The rules that the firewall of a namespace has; absent where the API answers and has none. */
    public Answer<Integer> rules(Optional<Path> kubeconfig, String namespace) {
        return read(kubeconfig, new ObjectRef(ObjectKind.EGRESS_FIREWALL, namespace, "default"))
                .map(seen -> Math.toIntExact(seen.spec().at("egress").each().count()));
    }

    Answer<ObservedObject> read(Optional<Path> kubeconfig, ObjectRef subject) {
        return ask(kubeconfig, subject, client -> {
                    var objects = client.genericKubernetesResources(ObjectDefinition.of(subject.kind()));
                    Resource<GenericKubernetesResource> place =
                            subject.namespace().isEmpty()
                                    ? objects.withName(subject.name())
                                    : objects.inNamespace(subject.namespace()).withName(subject.name());
                    return place;
                })
                .map(ObservedObject::of);
    }

    Answer<DaemonSet> daemonSet(Optional<Path> kubeconfig, ObjectRef subject) {
        return ask(kubeconfig, subject, client -> client.apps()
                .daemonSets()
                .inNamespace(subject.namespace())
                .withName(subject.name()));
    }

    private <T> Answer<T> ask(
            Optional<Path> kubeconfig, ObjectRef subject, Function<KubernetesClient, Resource<T>> place) {
        if (silent.contains(kubeconfig)) {
            return new Answer.Unseen<>(subject + ": not asked, since the API did not answer in time before");
        }
        long begun = System.nanoTime();
        Answer<T> answer = access.ask(kubeconfig, subject.toString(), client -> required(place.apply(client)));
        boolean isSlow = System.nanoTime() - begun > SLOW.toNanos();
        if (isSlow && answer.unseen().isPresent()) {
            silent.add(kubeconfig);
        }
        return answer;
    }

    /** @throws ApiException where it is not the object that is missing, but its kind */
    private static <T> T required(Resource<T> place) {
        try {
            return place.require();
        } catch (ResourceNotFoundException e) {
            boolean isKindUnknown = e.getCause() instanceof KubernetesClientException cause
                    && cause.getCode() == HTTP_NOT_FOUND
                    && !(cause.getStatus() != null
                            && "NotFound".equals(cause.getStatus().getReason()));
            if (e.getCause() instanceof KubernetesClientException cause && !isKindUnknown) {
                throw cause; // the client says of every failure that the object was not found
            }
            throw new ApiException("the API does not know this kind (404): is its operator installed?");
        }
    }
}
