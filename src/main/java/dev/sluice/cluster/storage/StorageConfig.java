package dev.sluice.cluster.storage;

import dev.sluice.config.FileConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Whether a LokiStack's object storage is looked at. */
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
         * Whether each run looks at the Secret, its endpoint and its bucket, of secret-type s3 alone.
         * What is missing is said in the run's report and in health, and holds nothing up.
         */
        @WithDefault("false")
        boolean checkStorage();

        /** Whether a bucket that is missing is created; true implies check-storage. */
        @WithDefault("false")
        boolean createBucket();

        /**
         * A folder that holds the Secret's keys as files, as a mounted Secret does; without it the Secret is read from
         * the API of the cluster that the service runs in. A LokiStack of any other cluster needs this.
         */
        @WithConverter(SecretFolder.class)
        Optional<Path> storageDirectory();

        /**
         * The {@code quarkus.tls.<name>} configuration whose trust store decides whom the endpoint's https is trusted by;
         * without it the unnamed one if it has a trust store, else the JVM's authorities.
         */
        Optional<String> storageTlsConfigurationName();
    }

    /** Reads a folder that is there. */
    final class SecretFolder extends FileConverter {

        private static final long serialVersionUID = 1;

        public SecretFolder() {
            super("folder", SecretFolder::read);
        }

        private static Path read(String text) {
            try {
                Path path = Path.of(text);
                if (Files.isDirectory(path)) {
                    return path;
                }
            } catch (InvalidPathException e) {
                // said below
            }
            throw new IllegalArgumentException(
                    "is not the path of a folder; the value is not shown, since it may be a secret");
        }
    }
}
