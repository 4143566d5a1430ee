package dev.sluice.cluster.storage;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.TrustManager;

/**
 * The storage of one cluster's LokiStack.
 *
 * @param cluster the cluster's name
 * @param namespace of the Secret
 * @param secret its name
 * @param directory where its keys stand as files; empty where the API is asked
 * @param createBucket whether a missing bucket is made
 * @param trusted whom https trusts; empty for the JVM's authorities
 */
public record StorageTarget(
        String cluster,
        String namespace,
        String secret,
        Optional<Path> directory,
        boolean createBucket,
        Optional<TrustManager[]> trusted) {}
