package dev.sluice.serve.metrics;

import dev.sluice.serve.hooks.HookCounts.HookResult;
import dev.sluice.serve.hooks.HookEntrance;
import dev.sluice.serve.hooks.HookTerms;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;

/** The metrics of webhooks for Prometheus; none where none are taken. */
@Startup
@ApplicationScoped
public class HookMetrics {

    HookMetrics(MeterRegistry registry, HookTerms terms, HookEntrance hooks) {
        terms.secrets().keySet().forEach(forge -> Arrays.stream(HookResult.values())
                .forEach(result -> register(registry, hooks, forge, result)));
    }

    private static void register(MeterRegistry registry, HookEntrance hooks, String forge, HookResult result) {
        FunctionCounter.builder("sluice.hooks", hooks, each -> each.counts().of(forge, result))
                .description("Deliveries of webhooks since the start, by what became of them")
                .tag("forge", forge)
                .tag("result", result.word())
                .register(registry);
    }
}
