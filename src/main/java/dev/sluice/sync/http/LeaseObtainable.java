package dev.sluice.sync.http;

import dev.sluice.cluster.lease.Leadership;
import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether this instance leads or could: where no instance can get the Lease, no run ever happens. */
@Wellness
public class LeaseObtainable implements HealthCheck {

    private final Leadership leadership;

    LeaseObtainable(Leadership leadership) {
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
