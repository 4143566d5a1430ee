package dev.sluice;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.callers.CallerReview;
import dev.sluice.cluster.impact.Gateways;
import dev.sluice.cluster.impact.ImpactReader;
import dev.sluice.cluster.lease.Leadership;
import dev.sluice.cluster.lease.LeaseLeadership;
import dev.sluice.cluster.networks.FeatureGates;
import dev.sluice.cluster.networks.NetworkDetector;
import dev.sluice.cluster.operators.OperatorReader;
import dev.sluice.cluster.storage.StorageCheck;
import dev.sluice.cluster.storage.StorageTarget;
import dev.sluice.command.Command;
import dev.sluice.config.TrustedAuthorities;
import dev.sluice.follow.VerificationStore;
import dev.sluice.proxy.Proxies;
import dev.sluice.run.ClusterFacts;
import dev.sluice.run.LiveClusterFacts;
import dev.sluice.run.NetworkResolver;
import dev.sluice.run.OperatorResolver;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts together what queries clusters. Where nothing is configured, no cluster is queried. */
@ApplicationScoped
public class ClusterWiring {

    /** For each call: longer than a busy API or storage takes, and too short to hold a run up by much. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Produces
    @Singleton
    Access access(Instance<Config> config, Instance<KubernetesSerialization> serialization) {
        return new Access(config::get, serialization::get, PATIENCE);
    }

    void close(@Disposes Access access) {
        access.close();
    }

    @Produces
    @Singleton
    ClusterFacts lookout(
            Command command,
            Settings settings,
            Access access,
            TrustedAuthorities authorities,
            TlsConfigurationRegistry tls,
            Proxies proxies,
            Clock clock,
            VerificationStore verifications,
            SmallRyeConfig config) {
        return new LiveClusterFacts(
                new NetworkResolver(
                        new NetworkDetector(access), new FeatureGates(access), settings.links(), settings.detection()),
                new OperatorResolver(new OperatorReader(access), settings.links(), hasApi(config)),
                new ImpactReader(settings.flows().sources(), settings.flows().limits(), new Gateways(tls), clock),
                command.isReadOnly()
                        ? settings.storage().stream()
                                .map(StorageTarget::readOnly)
                                .toList()
                        : settings.storage(),
                new StorageCheck(access, authorities::trustManagers, proxies, PATIENCE),
                verifications::unseen);
    }

    /** Whether the service runs in a pod, or is configured with an API: the default address alone proves no cluster. */
    private static boolean hasApi(SmallRyeConfig config) {
        return Stream.of(
                        "KUBERNETES_SERVICE_HOST",
                        "quarkus.kubernetes-client.api-server-url",
                        "kubernetes.master",
                        "KUBERNETES_MASTER",
                        "kubeconfig",
                        "KUBECONFIG")
                .anyMatch(name -> config.getConfigValue(name).getValue() != null);
    }

    /** @param host the pod's name, as Kubernetes sets it */
    @Produces
    @Singleton
    Leadership leadership(
            Settings settings,
            Access access,
            Clock clock,
            @ConfigProperty(name = "HOSTNAME", defaultValue = "sluice") String host) {
        // A pod that restarts keeps its name, but not its leadership.
        String identity = host + "-" + UUID.randomUUID().toString().substring(0, 8);
        return settings.lease()
                .<Leadership>map(terms -> new LeaseLeadership(access, terms, identity, clock, System::nanoTime))
                .orElseGet(Leadership::alone);
    }

    @Produces
    @Singleton
    CallerReview callerReview(Settings settings, Access access) {
        return new CallerReview(access, settings.api().callers().orElse(Duration.ZERO), System::nanoTime);
    }
}
