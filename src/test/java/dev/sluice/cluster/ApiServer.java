package dev.sluice.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A Kubernetes API that keeps what it is given, and can be told to refuse. */
public final class ApiServer implements AutoCloseable {

    /** An answer that never comes. */
    public static final int SILENCE = -1;

    /** Long enough for a busy machine, short enough to wait for. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Set<Call> calls = Collections.synchronizedSet(EnumSet.noneOf(Call.class));
    private final AtomicInteger requests = new AtomicInteger();
    private volatile @Nullable String authorization;
    private final KubernetesMockServer server;
    private final KubernetesClient operator;

    public ApiServer() {
        Map<ServerRequest, Queue<ServerResponse>> expectations = new HashMap<>();
        KubernetesMixedDispatcher inner = new KubernetesMixedDispatcher(expectations);
        server = new KubernetesMockServer(new Context(), new MockWebServer(), expectations, refusing(inner), false);
        server.init();
        operator = server.createClient();
    }

    private Dispatcher refusing(Dispatcher inner) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.incrementAndGet();
                authorization = request.getHeader("Authorization");
                for (Map.Entry<String, Integer> refusal : refusals.entrySet()) {
                    if (request.getPath().contains(refusal.getKey())) {
                        MockResponse response = new MockResponse();
                        return refusal.getValue() == SILENCE
                                ? response.setResponseCode(200).setBody("{}").setBodyDelay(1, TimeUnit.HOURS)
                                : response.setResponseCode(refusal.getValue()).setBody("{}");
                    }
                }
                for (Map.Entry<String, String> answer : answers.entrySet()) {
                    if (request.getPath().contains(answer.getKey())) {
                        return new MockResponse().setResponseCode(201).setBody(answer.getValue());
                    }
                }
                return explained(dispatched(request));
            }

            /** One after the other: a real API lets one of two through that write the same version, the mock lets both. */
            private synchronized MockResponse dispatched(RecordedRequest request) {
                return inner.dispatch(request);
            }
        };
    }

    /** A real API tells an object that is not there from a path that it does not know; the mock leaves that out. */
    private static MockResponse explained(MockResponse response) {
        return response.code() == 404
                ? response.setBody("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\","
                        + "\"reason\":\"NotFound\",\"code\":404}")
                : response;
    }

    /** From now on every path that holds this text is answered with a code, or {@link #SILENCE}. */
    public ApiServer refuse(String path, int code) {
        refusals.put(path, code);
        return this;
    }

    /** From now on what is created at a path that holds this text comes back so. */
    public void answer(String path, String json) {
        answers.put(path, json);
    }

    /** From now on everything is answered again. */
    public void relent() {
        refusals.clear();
    }

    /** Puts an object there, or in the place of one of the same name. */
    public void put(HasMetadata object) {
        put(Serialization.asYaml(object));
    }

    /** Puts an object of any kind there, or in the place of one of the same name. */
    public void put(String yaml) {
        GenericKubernetesResource object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        Resource<GenericKubernetesResource> place = place(object);
        if (place.get() == null) {
            place.create();
        } else {
            place.update();
        }
    }

    /** Takes an object away. */
    public void delete(String yaml) {
        place(Serialization.unmarshal(yaml, GenericKubernetesResource.class)).delete();
    }

    private Resource<GenericKubernetesResource> place(GenericKubernetesResource object) {
        String[] version = object.getApiVersion().split("/");
        String namespace = object.getMetadata().getNamespace();
        String kind = object.getKind().toLowerCase(Locale.ROOT);
        var objects = operator.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup(version.length > 1 ? version[0] : "")
                .withVersion(version[version.length - 1])
                .withKind(object.getKind())
                .withPlural(kind.endsWith("s") ? kind : kind + "s")
                .withNamespaced(namespace != null)
                .build());
        return namespace == null
                ? objects.resource(object)
                : objects.inNamespace(namespace).resource(object);
    }

    /** What a person at a terminal would use: it may do everything. */
    public KubernetesClient operator() {
        return operator;
    }

    /** How many requests arrived, those of {@link #operator} too. */
    public int requests() {
        return requests.get();
    }

    /** The header Authorization of the last request; null where it had none. */
    @Nullable String authorization() {
        return authorization;
    }

    /** The declared calls that clients of {@link #access} made. */
    public Set<Call> calls() {
        return Set.copyOf(calls);
    }

    public Access access() {
        return access(TIMEOUT);
    }

    public Access access(Duration timeout) {
        return new Access(this::config, KubernetesSerialization::new, timeout, calls::add);
    }

    /** Where the API is, and no credentials. */
    public Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(server.url("/"))
                .withTrustCerts(true)
                .build();
    }

    /** A kubeconfig file for this API. */
    public Path kubeconfig(Path folder) {
        try {
            return Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{ name: c, cluster: { server: "%s" } }]
                    users: [{ name: u, user: { token: not-to-be-told } }]
                    contexts: [{ name: x, context: { cluster: c, user: u } }]
                    current-context: x
                    """.formatted(server.url("/")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        operator.close();
        server.destroy();
    }
}
