package dev.sluice.cluster;

import dev.sluice.text.ConnectionFailure;
import dev.sluice.text.RedactedCause;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Clients of Kubernetes APIs that give up in time. Left to itself the client tries an unreachable API for some 19 s a
 * call; these answer within twice the time-out, a second attempt included. A client is made when it is first asked for:
 * without a question nothing is read and no API is called. Thread-safe.
 */
public final class Access implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Access.class);

    /** One lost connection is forgiven; more of them would hold up a run. */
    private static final int RETRIES = 1;

    private static final int RETRY_AFTER_MILLIS = 100;

    private final Supplier<Config> own;
    private final Supplier<KubernetesSerialization> serialization;
    private final Duration timeout;
    private final Consumer<Call> seen;
    private final Map<Path, OtherCluster> remotes = new HashMap<>();

    private @Nullable KubernetesClient ownClient;

    private record OtherCluster(Kubeconfig read, KubernetesClient client) {}

    /**
     * @param own where the cluster's own API is, read when it is first needed
     * @param serialization what reads and writes objects, made when it is first needed: it takes a while
     * @param timeout for a whole call
     */
    public Access(Supplier<Config> own, Supplier<KubernetesSerialization> serialization, Duration timeout) {
        this(own, serialization, timeout, call -> {});
    }

    /** @param seen told of every call before it is made */
    Access(
            Supplier<Config> own,
            Supplier<KubernetesSerialization> serialization,
            Duration timeout,
            Consumer<Call> seen) {
        this.own = own;
        this.serialization = serialization;
        this.timeout = timeout;
        this.seen = seen;
    }

    /** The API of the cluster that the service runs in. */
    public synchronized KubernetesClient own() {
        if (ownClient == null) {
            ownClient = client(Kubeconfig.withTokenFile(DirectApi.of(own.get())));
        }
        return ownClient;
    }

    /**
     * The API that a kubeconfig file names. A file that was replaced is read again, and so are the certificates that it names;
     * its token file is read for each call.
     *
     * @throws ApiException if the file cannot be read, or has no credentials
     */
    public synchronized KubernetesClient of(Path kubeconfig) {
        OtherCluster known = remotes.get(kubeconfig);
        if (known != null && known.read().isCurrent()) {
            return known.client();
        }
        Kubeconfig read = Kubeconfig.read(kubeconfig);
        OtherCluster made = new OtherCluster(read, client(read.config()));
        Optional.ofNullable(remotes.put(kubeconfig, made))
                .map(OtherCluster::client)
                .ifPresent(KubernetesClient::close);
        return made.client();
    }

    /**
     * Asks the API that a kubeconfig file names, or the cluster's own where there is none. An API that begins an answer and
     * never ends it is given up as well, after twice the time-out: the client's own ends with the head of an answer.
     */
    public <T> Answer<T> ask(
            Optional<Path> kubeconfig, String subject, Function<KubernetesClient, @Nullable T> question) {
        FutureTask<Answer<T>> asked = new FutureTask<>(() -> answer(kubeconfig, subject, question));
        Thread.ofVirtual().name("asks for " + subject).start(asked);
        try {
            return asked.get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            return new Answer.Unseen<>(subject + ": " + unreached());
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Unseen<>(subject + ": interrupted while asking the API");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unexpected
                    ? unexpected
                    : new IllegalStateException(e.getCause());
        }
    }

    private <T> Answer<T> answer(
            Optional<Path> kubeconfig, String subject, Function<KubernetesClient, @Nullable T> question) {
        try {
            KubernetesClient client = kubeconfig.map(this::of).orElseGet(this::own);
            @Nullable T value = question.apply(client);
            return value == null ? new Answer.Absent<>() : new Answer.Found<>(value);
        } catch (KubernetesClientException e) {
            if (e.getCode() == 404) {
                return new Answer.Absent<>();
            }
            LOG.debugf(RedactedCause.of(e), "where asking an API failed (%s)", subject);
            return new Answer.Unseen<>(subject + ": " + reason(e, kubeconfig));
        } catch (ApiException e) {
            LOG.debugf(e, "where an API cannot be asked (%s)", subject);
            return new Answer.Unseen<>(subject + ": " + e.getMessage());
        }
    }

    private KubernetesClient client(Config config) {
        Config bounded = new ConfigBuilder(config)
                .withConnectionTimeout(Math.toIntExact(timeout.toMillis()))
                .withRequestTimeout(Math.toIntExact(timeout.toMillis()))
                .withRequestRetryBackoffLimit(RETRIES)
                .withRequestRetryBackoffInterval(RETRY_AFTER_MILLIS)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(bounded)
                .withKubernetesSerialization(serialization.get())
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor(DeclaredCalls.NAME, new DeclaredCalls(seen)))
                .build();
    }

    /** In own words: the client's message quotes the address and, for a refusal, the whole answer. */
    private String reason(KubernetesClientException e, Optional<Path> kubeconfig) {
        if (e.getCode() <= 0) {
            String check = kubeconfig
                    .map(file -> "the server in the kubeconfig file " + file)
                    .orElse("KUBERNETES_SERVICE_HOST, or the kubeconfig that is found");
            URI address = URI.create(
                    kubeconfig.map(this::of).orElseGet(this::own).getMasterUrl().toString());
            return ConnectionFailure.words(e, address, check)
                    .map(why -> "the API cannot be reached: " + why)
                    .orElseGet(this::unreached);
        }
        return switch (e.getCode()) {
            case 401 -> "the API does not know who asks (401): see the service account's token or the kubeconfig";
            case 403 -> "not allowed (403): see that the roles of manifests/ are bound";
            case 429 -> "the API has too much to do (429)";
            default -> "the API answered " + e.getCode();
        };
    }

    private String unreached() {
        return "the API cannot be reached or did not answer within " + timeout.toMillis() + " ms";
    }

    @Override
    public synchronized void close() {
        remotes.values().forEach(remote -> remote.client().close());
        remotes.clear();
        if (ownClient != null) {
            ownClient.close();
            ownClient = null;
        }
    }
}
