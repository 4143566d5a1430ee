package dev.sluice.cluster.storage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The storage of one cluster's LokiStack.
 *
 * @param cluster the cluster's name
 * @param namespace of the Secret
 * @param secret its name
 * @param directory that holds its keys as files; empty where the API is queried
 * @param createBucket whether a missing bucket is made
 * @param tls the name of the TLS configuration whose trust store counts; empty for the default
 */
public record StorageTarget(
        String cluster,
        String namespace,
        String secret,
        Optional<Path> directory,
        boolean createBucket,
        Optional<String> tls) {

    /** The same, where nothing may be written. */
    public StorageTarget readOnly() {
        return new StorageTarget(cluster, namespace, secret, directory, false, tls);
    }
}
