package dev.sluice.plan.settings;

import dev.sluice.config.KubernetesNames;
import dev.sluice.config.PlainText;
import dev.sluice.config.TextConverter;
import dev.sluice.config.ValueConverter;
import dev.sluice.config.WholeNumber;
import dev.sluice.render.LokiStack;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The LokiStack and what it refers to. */
public interface LokiConfig {

    /** The name of the LokiStack. */
    @WithConverter(KubernetesNames.Name.class)
    @WithDefault("loki")
    String name();

    /** Its namespace. */
    @WithConverter(KubernetesNames.Namespace.class)
    @WithDefault("netobserv")
    String namespace();

    /** How much it takes. */
    @WithConverter(Size.class)
    String size();

    /** The storage class of its volumes. */
    @WithConverter(KubernetesNames.Name.class)
    String storageClass();

    /** The Secret with the credentials of the object storage; never its content. */
    @WithConverter(KubernetesNames.Name.class)
    String secret();

    /** The kind of object storage. */
    @WithConverter(StorageType.class)
    @WithDefault("s3")
    String secretType();

    /** Where an ExternalSecret takes the credentials from; without it the Secret exists already. */
    Optional<ExternalSecretConfig> externalSecret();

    /** How many copies of each log line are kept; without it the operator's number for the size. */
    @WithConverter(Copies.class)
    Optional<Integer> replicationFactor();

    /** Since when schema v13 holds, as year-month-day in the past. */
    @WithConverter(Date.class)
    @WithDefault("2022-06-01")
    LocalDate schemaDate();

    /**
     * The number of replicas, by component of the LokiStack's template; without it the operator's numbers for the size.
     */
    Map<String, @WithConverter(Replicas.class) Integer> replicas();

    /** In place of a number by component: one number for all that scale. */
    @WithName("replicas")
    @WithConverter(Replicas.class)
    Optional<Integer> allReplicas();

    /** A group that may read all flows, in place of the operator's own list; without it none is made. */
    Optional<AdminGroupConfig> adminGroup();

    /** An ExternalSecret of External Secrets Operator. */
    interface ExternalSecretConfig {

        /** The name of the secret store. */
        @WithConverter(KubernetesNames.Name.class)
        String store();

        /** The kind of the secret store. */
        @WithConverter(StoreKind.class)
        @WithDefault("ClusterSecretStore")
        String storeKind();

        /** The secret's key in the store. */
        @WithConverter(PlainText.class)
        String key();

        /** By key of the Secret, the property in the store; without it the four keys that S3 needs, named alike. */
        Map<String, Optional<String>> properties();

        /** How often it is read again, in Go's notation. */
        @WithConverter(GoDuration.class)
        @WithDefault("1h")
        String refreshInterval();
    }

    /** A group of users. */
    interface AdminGroupConfig {

        /** The group's name. */
        @WithConverter(KubernetesNames.Subject.class)
        String name();

        /** Its members. Required. */
        Optional<List<@WithConverter(KubernetesNames.Subject.class) String>> users();

        /** The cluster role that it is bound to, for example {@code cluster-admin}: its members may do all that the role may. Required. */
        @WithConverter(KubernetesNames.Subject.class)
        Optional<String> clusterRole();
    }

    /** Reads a size. */
    final class Size extends TextConverter {

        private static final long serialVersionUID = 1;

        public Size() {
            super(LokiStack.SIZES);
        }
    }

    /** Reads a kind of object storage. */
    final class StorageType extends TextConverter {

        private static final long serialVersionUID = 1;

        public StorageType() {
            super(LokiStack.STORAGE_TYPES);
        }
    }

    /** Reads a kind of secret store. */
    final class StoreKind extends TextConverter {

        private static final long serialVersionUID = 1;

        public StoreKind() {
            super(List.of("SecretStore", "ClusterSecretStore"));
        }
    }

    /** Reads a number of copies. */
    final class Copies extends WholeNumber {

        private static final long serialVersionUID = 1;

        public Copies() {
            super(1, 9);
        }
    }

    /** Reads a number of replicas. */
    final class Replicas extends WholeNumber {

        private static final long serialVersionUID = 1;

        public Replicas() {
            super(1, 100);
        }
    }

    /** Reads a duration in Go's notation. */
    final class GoDuration extends TextConverter {

        private static final long serialVersionUID = 1;

        public GoDuration() {
            super(Pattern.compile("([0-9]+(ns|us|ms|s|m|h))+"), "a duration such as 1h", "1h");
        }
    }

    /** Reads a date. */
    final class Date extends ValueConverter<LocalDate> {

        private static final long serialVersionUID = 1;

        public Date() {
            super("date", Date::read, LocalDate.EPOCH);
        }

        @Override
        public @Nullable LocalDate convert(String text) {
            return super.convert(text);
        }

        private static LocalDate read(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("'" + text + "' is not a past date such as 2022-06-01", e);
            }
        }
    }
}
