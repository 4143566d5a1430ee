package dev.sluice.sync.http;

import dev.sluice.sync.settings.Settings;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up once the configuration is read; whether Google or Git can be reached is no matter of readiness. */
@Readiness
public class Configured implements HealthCheck {

    private final Settings settings;

    Configured(Settings settings) {
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("configured")
                .up()
                .withData("clusters", settings.clusters().size())
                .build();
    }
}
