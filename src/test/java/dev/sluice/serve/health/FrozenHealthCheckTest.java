package dev.sluice.serve.health;

import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Freeze;
import dev.sluice.run.Fleet;
import dev.sluice.run.FrozenSettings;
import dev.sluice.run.RunLab;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenHealthCheckTest {

    private static final Instant FROM = Instant.parse("2026-12-20T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-01-07T00:00:00Z");

    @Test
    void saysUntilWhenAndWhy(@TempDir Path folder) {
        // Given
        PlanSettings settings = FrozenSettings.of(
                new RunLab(folder).settings(Fleet.of(cluster("demo", "bank"))).plan(),
                new Freeze(List.of(new Freeze.Once(FROM, UNTIL, "the holidays")), Set.of()));

        // When
        HealthCheckResponse during = new FrozenHealthCheck(settings, Clock.fixed(FROM, ZoneOffset.UTC)).call();
        HealthCheckResponse after = new FrozenHealthCheck(settings, Clock.fixed(UNTIL, ZoneOffset.UTC)).call();

        // Then
        assertThat(during.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(during.getData().orElseThrow())
                .containsEntry("frozen", true)
                .containsEntry("until", "2027-01-07T00:00:00Z")
                .containsEntry("reason", "the holidays");
        assertThat(after.getData().orElseThrow()).containsOnlyKeys("frozen");
    }
}
