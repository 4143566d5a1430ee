package dev.sluice.serve.health;

import dev.sluice.run.MemoryShortage;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down once memory ran out: the process ends then, and the kubelet sees to it should it not. */
@Liveness
public class MemoryHealthCheck implements HealthCheck {

    private final MemoryShortage memory;

    MemoryHealthCheck(MemoryShortage memory) {
        this.memory = memory;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("memory suffices")
                .status(!memory.isShort())
                .build();
    }
}
