package dev.sluice.serve.metrics;

import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.verification.State;
import dev.sluice.follow.VerificationStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;

/** The metrics of followed clusters for Prometheus. */
@Startup
@ApplicationScoped
public class VerificationMetrics {

    private final VerificationStore verifications;

    VerificationMetrics(MeterRegistry registry, ClusterConnections links, VerificationStore verifications) {
        this.verifications = verifications;
        links.followed().map(ClusterConnection::cluster).forEach(cluster -> {
            Arrays.stream(State.values()).forEach(state -> register(registry, cluster, state));
            Gauge.builder(
                            "sluice.verification.not.seen.since.timestamp",
                            this,
                            metrics -> metrics.notSeenSince(cluster))
                    .description("Since when something of a cluster is not seen, in seconds since 1970, while its last"
                            + " known state holds; 0 where all is seen")
                    .baseUnit("seconds")
                    .tag("cluster", cluster)
                    .register(registry);
        });
    }

    private void register(MeterRegistry registry, String cluster, State state) {
        Gauge.builder("sluice.verification", this, metrics -> metrics.isIn(cluster, state) ? 1 : 0)
                .description("1 for the state that a cluster is in, 0 for the others")
                .tag("cluster", cluster)
                .tag("state", state.word())
                .register(registry);
    }

    private boolean isIn(String cluster, State state) {
        return verifications
                .of(cluster)
                .filter(followed -> followed.verification().state() == state)
                .isPresent();
    }

    private double notSeenSince(String cluster) {
        return verifications
                .of(cluster)
                .flatMap(followed -> followed.verification().notSeenSince())
                .map(Instant::getEpochSecond)
                .orElse(0L);
    }
}
