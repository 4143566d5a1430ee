package dev.sluice.cluster.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** Whether a LokiStack's object storage is looked at; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice.clusters")
public interface StorageConfig {

    /** By name of the cluster. */
    @WithParentName
    Map<String, ClusterStorage> clusters();

    /** One cluster. */
    interface ClusterStorage {

        /** The LokiStack, whose other keys say what it is. */
        LokiStorage loki();
    }

    /** What is done about the storage before a LokiStack is proposed. */
    interface LokiStorage {

        /**
         * Whether each run looks at the Secret, its endpoint and its bucket, of secret-type s3 alone; default false.
         * What is missing is said in the run's report and in health, and holds nothing up.
         */
        Optional<String> checkStorage();

        /** Whether a bucket that is missing is created; true implies check-storage. Default false. */
        Optional<String> createBucket();

        /**
         * A folder that holds the Secret's keys as files, as a mounted Secret does; default none: the Secret is read from
         * the API of the cluster that the service runs in. A LokiStack of any other cluster needs this.
         */
        Optional<String> storageDirectory();

        /**
         * The {@code quarkus.tls.<name>} configuration whose trust store decides whom the endpoint's https is trusted by;
         * default the unnamed one if it has a trust store, else the JVM's authorities.
         */
        Optional<String> storageTlsConfigurationName();
    }
}
