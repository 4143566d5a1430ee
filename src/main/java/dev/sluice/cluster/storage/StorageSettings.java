package dev.sluice.cluster.storage;

import dev.sluice.cluster.storage.StorageConfig.LokiStorage;
import dev.sluice.config.Problems;
import dev.sluice.config.TrustedAuthorities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what is done about the storage of LokiStacks. */
public final class StorageSettings {

    private StorageSettings() {}

    /** The Secret of a cluster's LokiStack. */
    public record StackSecret(String namespace, String name, String type) {}

    /** @param stacks by name of the cluster; one without a LokiStack is not in it */
    public static List<StorageTarget> of(
            StorageConfig raw, Map<String, StackSecret> stacks, TrustedAuthorities authorities, Problems problems) {
        List<StorageTarget> targets = new ArrayList<>();
        new TreeMap<>(raw.clusters()).forEach((name, cluster) -> {
            LokiStorage loki = cluster.loki();
            if (loki.createBucket() || loki.checkStorage()) {
                String key = "sluice.clusters." + name + ".loki";
                Optional<String> tls = authorities.name(
                        key + ".storage-tls-configuration-name", loki.storageTlsConfigurationName(), problems);
                secret(key, loki, Optional.ofNullable(stacks.get(name)), problems)
                        .ifPresent(secret -> targets.add(new StorageTarget(
                                name,
                                secret.namespace(),
                                secret.name(),
                                loki.storageDirectory(),
                                loki.createBucket(),
                                tls)));
            }
        });
        return targets;
    }

    private static Optional<StackSecret> secret(
            String key, LokiStorage loki, Optional<StackSecret> secret, Problems problems) {
        String asked = key + (loki.createBucket() ? ".create-bucket" : ".check-storage");
        if (secret.isEmpty()) {
            problems.error(asked, "is set without a LokiStack: loki has no other key");
        }
        return secret.filter(found -> {
            boolean isS3 = found.type().equals("s3");
            if (!isS3) {
                problems.error(asked, "only storage of secret-type s3 can be looked at");
            }
            return isS3;
        });
    }
}
