package dev.sluice.serve.health;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.cluster.storage.StorageFinding.StorageState;
import dev.sluice.run.RunService;
import io.smallrye.health.api.Wellness;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether LokiStacks will find the storage they need; what could not be seen is no fault of it. */
@Wellness
public class StorageReadyHealthCheck implements HealthCheck {

    private final RunService runs;

    StorageReadyHealthCheck(RunService runs) {
        this.runs = runs;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("storage of LokiStacks");
        List<StorageFinding> findings = runs.storage();
        findings.forEach(finding -> response.withData(finding.cluster(), finding.message()));
        return response.status(findings.stream().noneMatch(finding -> finding.state() == StorageState.MISSING))
                .build();
    }
}
