package dev.sluice.cluster.impact;

import dev.sluice.config.AddressConverter;
import dev.sluice.config.SecretFile;
import dev.sluice.config.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where each cluster's flows can be read. */
@ConfigMapping(prefix = "sluice.clusters")
public interface FlowsConfig {

    /** By name of the cluster. */
    @WithParentName
    Map<String, ClusterFlows> clusters();

    /** One cluster. */
    interface ClusterFlows {

        /** The flows that Loki keeps of it; none are read where this is absent. */
        Optional<Loki> flows();

        /** What counts its traffic, where no flows are kept or they cannot be read; nothing where this is absent. */
        Optional<Metrics> flowMetrics();
    }

    /** The gateway of a LokiStack. */
    interface Loki {

        /** Its address, http or https, for example {@code https://loki-gateway-http.netobserv.svc:8080}. */
        @WithConverter(GatewayAddress.class)
        URI url();

        /**
         * A file that holds a bearer token whose user is bound to the ClusterRole netobserv-loki-reader; it is read again at
         * each run. Without it the pod's own.
         */
        @WithConverter(SecretFile.class)
        Optional<Path> tokenFile();

        /**
         * The {@code quarkus.tls.<name>} configuration whose trust store holds the gateway's authority, which a cluster
         * keeps in the ConfigMap {@code <loki>-gateway-ca-bundle}; without it the unnamed one, else the JVM's authorities.
         */
        Optional<String> tlsConfigurationName();

        /**
         * What flows call this cluster ({@code K8S_ClusterName}), where one Loki keeps those of several: others are not
         * counted. Without it the cluster's name here, as far as any flow bears it.
         */
        Optional<String> clusterName();
    }

    /** What answers as Prometheus does. */
    interface Metrics {

        /**
         * Its address, http or https, for example {@code https://thanos-querier.openshift-monitoring.svc:9091}.
         */
        @WithConverter(GatewayAddress.class)
        URI url();

        /**
         * A file that holds a bearer token whose user is bound to the ClusterRole cluster-monitoring-view; it is read again
         * at each run. Without it the pod's own.
         */
        @WithConverter(SecretFile.class)
        Optional<Path> tokenFile();

        /**
         * The {@code quarkus.tls.<name>} configuration whose trust store holds its authority, which a cluster puts into the
         * ConfigMaps that ask for it ({@code service.beta.openshift.io/inject-cabundle}); without it the unnamed one, else the
         * JVM's authorities.
         */
        Optional<String> tlsConfigurationName();

        /** What metrics call this cluster ({@code K8S_ClusterName}), where one store keeps those of several. */
        Optional<String> clusterName();
    }

    /** Reads the address of a gateway. */
    final class GatewayAddress extends AddressConverter {

        private static final long serialVersionUID = 1;

        public GatewayAddress() {
            super(GatewayAddress::read);
        }

        private static URI read(String text) {
            return WebAddress.of(text)
                    .filter(WebAddress::isBare)
                    .map(WebAddress::site)
                    .orElseThrow(() -> new IllegalArgumentException( // the text may hold a credential
                            "is not http:// or https:// and a host, without a path or credentials"));
        }
    }
}
