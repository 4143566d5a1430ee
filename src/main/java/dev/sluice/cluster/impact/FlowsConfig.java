package dev.sluice.cluster.impact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** Where each cluster's flows can be read; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice.clusters")
public interface FlowsConfig {

    /** By name of the cluster. */
    @WithParentName
    Map<String, ClusterFlows> clusters();

    /** One cluster. */
    interface ClusterFlows {

        /** The flows that Loki keeps of it; none are read where this is absent. */
        Optional<Loki> flows();
    }

    /** The gateway of a LokiStack. */
    interface Loki {

        /** Its address, http or https, for example {@code https://loki-gateway-http.netobserv.svc:8080}. Required. */
        Optional<String> url();

        /**
         * A file that holds a bearer token whose user is bound to the ClusterRole netobserv-loki-reader; it is read again at
         * each run. Default the pod's own.
         */
        Optional<String> tokenFile();

        /**
         * The {@code quarkus.tls.<name>} configuration whose trust store holds the gateway's authority, which a cluster
         * keeps in the ConfigMap {@code <loki>-gateway-ca-bundle}; default the unnamed one, else the JVM's authorities.
         */
        Optional<String> tlsConfigurationName();
    }
}
