package dev.sluice.serve.health;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.serve.api.StandBy;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Up once the configuration is read; whether Google or Git can be reached is no matter of readiness, nor who leads: an
 * instance that does not lead answers questions.
 */
@Readiness
public class ConfiguredHealthCheck implements HealthCheck {

    private final PlanSettings settings;
    private final Leadership leadership;

    ConfiguredHealthCheck(PlanSettings settings, Leadership leadership) {
        this.settings = settings;
        this.leadership = leadership;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("configured")
                .up()
                .withData("clusters", settings.clusters().size())
                .withData("leader", StandBy.leader(leadership))
                .build();
    }
}
