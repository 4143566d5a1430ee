package dev.sluice.serve.health;

import dev.sluice.run.RunReport;
import dev.sluice.run.RunService;
import io.smallrye.health.api.Wellness;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** What the last run could not see of clusters: worth knowing, and no fault of the run. */
@Wellness
public class ClustersSeenHealthCheck implements HealthCheck {

    private final RunService runs;

    ClustersSeenHealthCheck(RunService runs) {
        this.runs = runs;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> unseen =
                runs.reports().stream().findFirst().map(RunReport::unseen).orElse(List.of());
        var response = HealthCheckResponse.named("what clusters tell").up();
        if (!unseen.isEmpty()) {
            response.withData("not seen", String.join("; ", unseen));
        }
        return response.build();
    }
}
