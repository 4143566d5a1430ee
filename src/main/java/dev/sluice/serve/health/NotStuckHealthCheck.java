package dev.sluice.serve.health;

import dev.sluice.run.RunService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down where a run has been under way for so long that it must be stuck: every wait in it is bounded. */
@Liveness
public class NotStuckHealthCheck implements HealthCheck {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final RunService runs;
    private final Clock clock;

    public NotStuckHealthCheck(RunService runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        boolean stuck = runs.runningSince()
                .map((Instant since) -> Duration.between(since, clock.instant()).compareTo(LONGEST) > 0)
                .orElse(false);
        return HealthCheckResponse.named("run not stuck").status(!stuck).build();
    }
}
