package dev.sluice.serve.health;

import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.follow.FollowedCluster;
import dev.sluice.follow.VerificationStore;
import io.smallrye.health.api.Wellness;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether any cluster has drifted, or does not do what was committed; what could not be seen is no fault of it. */
@Wellness
public class ClustersVerifiedHealthCheck implements HealthCheck {

    private final VerificationStore verifications;

    ClustersVerifiedHealthCheck(VerificationStore verifications) {
        this.verifications = verifications;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("clusters");
        List<Verification> all = verifications.latest().stream()
                .map(FollowedCluster::verification)
                .toList();
        all.forEach(verification ->
                response.withData(verification.cluster(), verification.state().word() + ": " + verification.reason()));
        return response.status(all.stream()
                        .map(Verification::state)
                        .noneMatch(state -> state == State.DRIFTED || state == State.FAILED))
                .build();
    }
}
