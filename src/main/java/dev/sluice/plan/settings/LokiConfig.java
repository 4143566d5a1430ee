package dev.sluice.plan.settings;

import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The LokiStack and what it refers to. */
public interface LokiConfig {

    /** Default loki. */
    Optional<String> name();

    /** Default netobserv. */
    Optional<String> namespace();

    /** 1x.demo, 1x.pico, 1x.extra-small, 1x.small or 1x.medium. Required. */
    Optional<String> size();

    /** The storage class of its volumes. Required. */
    Optional<String> storageClass();

    /** The Secret with the credentials of the object storage. Required; never its content. */
    Optional<String> secret();

    /** s3, azure, gcs, swift or alibabacloud; default s3. */
    Optional<String> secretType();

    /** Where an ExternalSecret takes the credentials from; default nowhere: the Secret exists already. */
    Optional<ExternalSecretConfig> externalSecret();

    /** How many copies of each log line are kept; default the operator's number for the size. */
    Optional<String> replicationFactor();

    /** Since when schema v13 holds, as year-month-day in the past; default 2022-06-01. */
    Optional<String> schemaDate();

    /**
     * The number of replicas, by component of the LokiStack's template; default the operator's numbers for the size.
     */
    Map<String, Optional<String>> replicas();

    /** In place of a number by component: one number for all that scale. */
    @WithName("replicas")
    Optional<String> allReplicas();

    /** A group that may read all flows, in place of the operator's own list; default none is made. */
    Optional<AdminGroupConfig> adminGroup();

    /** An ExternalSecret of External Secrets Operator. */
    interface ExternalSecretConfig {

        /** The name of the secret store. Required. */
        Optional<String> store();

        /** SecretStore or ClusterSecretStore; default ClusterSecretStore. */
        Optional<String> storeKind();

        /** The secret's key in the store. Required. */
        Optional<String> key();

        /** By key of the Secret, the property in the store; default the four keys that S3 needs, named alike. */
        Map<String, Optional<String>> properties();

        /** How often it is read again, in Go's notation; default 1h. */
        Optional<String> refreshInterval();
    }

    /** A group of users. */
    interface AdminGroupConfig {

        /** The group's name. Required. */
        Optional<String> name();

        /** Its members. Required. */
        Optional<List<String>> users();

        /** The cluster role that it is bound to, for example {@code cluster-admin}: its members may do all that the role may. Required. */
        Optional<String> clusterRole();
    }
}
