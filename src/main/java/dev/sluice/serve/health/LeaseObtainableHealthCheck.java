package dev.sluice.serve.health;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.serve.api.StandBy;
import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether this instance leads or could: where no instance can get the Lease, no run ever happens. */
@Wellness
public class LeaseObtainableHealthCheck implements HealthCheck {

    private final Leadership leadership;

    public LeaseObtainableHealthCheck(Leadership leadership) {
        this.leadership = leadership;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("leader election")
                .withData("leader", StandBy.leader(leadership))
                .status(leadership.obstacle().isEmpty())
                .build();
    }
}
