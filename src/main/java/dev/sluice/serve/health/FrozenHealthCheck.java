package dev.sluice.serve.health;

import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Freeze;
import io.smallrye.health.api.Wellness;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether a freeze holds what is published back: worth knowing, and wanted. */
@Wellness
public class FrozenHealthCheck implements HealthCheck {

    private final PlanSettings settings;
    private final Clock clock;

    FrozenHealthCheck(PlanSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<Freeze.ActiveFreeze> frozen = settings.freeze().at(clock.instant());
        var response = HealthCheckResponse.named("freeze").up().withData("frozen", frozen.isPresent());
        frozen.ifPresent(
                freeze -> response.withData("until", freeze.until().toString()).withData("reason", freeze.reason()));
        return response.build();
    }
}
