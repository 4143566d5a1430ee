package dev.sluice.cluster.storage;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.storage.StorageFinding.StorageState;
import dev.sluice.proxy.Proxies;
import dev.sluice.text.OutsideFile;
import dev.sluice.text.OutsideText;
import dev.sluice.text.RedactedCause;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.TrustManager;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks whether a LokiStack would find its storage: the Secret with the right keys, an endpoint that answers, buckets. */
public final class StorageCheck {

    private static final Logger LOG = Logger.getLogger(StorageCheck.class);

    private final Access access;
    private final Trust trust;
    private final Proxies proxies;
    private final Duration timeout;

    /** Whom https trusts, by the name of a TLS configuration; empty for the JVM's authorities. */
    public interface Trust {
        Optional<TrustManager[]> managers(Optional<String> name);
    }

    /** @param timeout for each call of the storage */
    public StorageCheck(Access access, Trust trust, Duration timeout) {
        this(access, trust, Proxies.NONE, timeout);
    }

    /** @param timeout for each call of the storage */
    public StorageCheck(Access access, Trust trust, Proxies proxies, Duration timeout) {
        this.proxies = proxies;
        this.access = access;
        this.trust = trust;
        this.timeout = timeout;
    }

    /** Never fails: what goes wrong is the finding. */
    public StorageFinding look(StorageTarget target) {
        return target.directory().map(directory -> mounted(target, directory)).orElseGet(() -> asked(target));
    }

    private StorageFinding mounted(StorageTarget target, Path directory) {
        Map<String, String> keys = new HashMap<>();
        try {
            for (String key : keys()) {
                if (Files.isRegularFile(directory.resolve(key))) {
                    keys.put(key, OutsideFile.text(directory.resolve(key)));
                }
            }
        } catch (IOException e) {
            LOG.debugf(e, "where reading %s failed", directory);
            return new StorageFinding(target.cluster(), StorageState.UNSEEN, "cannot read the files in " + directory);
        }
        return storage(target, "the folder " + directory, keys);
    }

    private StorageFinding asked(StorageTarget target) {
        String subject = "the Secret " + target.namespace() + "/" + target.secret();
        Answer<Secret> answer = access.ask(Optional.empty(), subject, client -> client.secrets()
                .inNamespace(target.namespace())
                .withName(target.secret())
                .get());
        return switch (answer) {
            case Answer.Found<Secret>(Secret secret) -> storage(target, subject, decoded(secret));
            case Answer.Absent<Secret>() ->
                new StorageFinding(
                        target.cluster(),
                        StorageState.MISSING,
                        subject + " does not exist: the LokiStack will not start without it");
            case Answer.Unseen<Secret>(String reason) ->
                new StorageFinding(target.cluster(), StorageState.UNSEEN, reason);
        };
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>(ObjectStorage.REQUIRED);
        keys.addAll(List.of("region", "forcepathstyle"));
        return keys;
    }

    private static Map<String, String> decoded(Secret secret) {
        Map<String, String> values = new HashMap<>();
        Optional.ofNullable(secret.getData()).orElse(Map.of()).forEach((key, value) -> {
            if (keys().contains(key)) {
                values.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
            }
        });
        return values;
    }

    private StorageFinding storage(StorageTarget target, String subject, Map<String, String> keys) {
        ObjectStorage storage;
        try {
            storage = ObjectStorage.of(keys);
        } catch (IllegalArgumentException e) {
            return new StorageFinding(target.cluster(), StorageState.MISSING, subject + " " + e.getMessage());
        }
        try (Buckets buckets = new Buckets(storage, trust.managers(target.tls()), proxies, timeout)) {
            return buckets(target, storage, buckets);
        } catch (S3Exception e) {
            return new StorageFinding(target.cluster(), StorageState.MISSING, refusal(storage, e));
        } catch (SdkException e) {
            LOG.debugf(RedactedCause.of(e), "where asking the storage at %s failed", storage.endpoint());
            String why = proxies.unconnected(e, storage.endpoint(), "the endpoint in " + subject)
                    .orElseGet(() -> OutsideText.rootCause(e));
            return new StorageFinding(
                    target.cluster(),
                    StorageState.UNSEEN,
                    "the storage at " + storage.endpoint() + " does not answer: " + why);
        }
    }

    private static StorageFinding buckets(StorageTarget target, ObjectStorage storage, Buckets buckets) {
        List<String> missing = new ArrayList<>();
        List<String> created = new ArrayList<>();
        for (String bucket : storage.buckets()) {
            if (buckets.exists(bucket)) {
                continue;
            }
            if (target.createBucket()) {
                buckets.create(bucket);
                created.add(bucket);
            } else {
                missing.add(bucket);
            }
        }
        if (!missing.isEmpty()) {
            return new StorageFinding(
                    target.cluster(),
                    StorageState.MISSING,
                    "no bucket " + String.join(", ", missing) + " at " + storage.endpoint()
                            + ": create it, or set loki.create-bucket");
        }
        String made = created.isEmpty() ? "" : ", created just now: " + String.join(", ", created);
        return new StorageFinding(target.cluster(), StorageState.READY, storage + made);
    }

    /** In own words: an answer may quote the request. */
    private static String refusal(ObjectStorage storage, S3Exception e) {
        String why =
                switch (e.statusCode()) {
                    case 301, 307 -> "a bucket is in another region than the Secret's";
                    case 401, 403 -> "the credentials are refused, or a bucket belongs to another account";
                    case 409 -> "a bucket's name is taken by another account";
                    default -> "it answers " + e.statusCode();
                };
        return "the storage at " + storage.endpoint() + " refuses " + String.join(", ", storage.buckets()) + ": " + why;
    }
}
