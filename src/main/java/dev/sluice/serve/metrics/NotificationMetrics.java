package dev.sluice.serve.metrics;

import dev.sluice.notify.DeliveryCounts;
import dev.sluice.notify.DeliveryCounts.DeliveryResult;
import dev.sluice.notify.MessageFormat;
import dev.sluice.notify.Notifier;
import dev.sluice.notify.NotifyTerms;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;

/** The metrics of messages for Prometheus; none without a receiver. */
@Startup
@ApplicationScoped
public class NotificationMetrics {

    NotificationMetrics(MeterRegistry registry, NotifyTerms terms, Notifier notifier) {
        Arrays.stream(MessageFormat.values())
                .filter(format -> terms.formats().contains(format.word()))
                .forEach(format -> Arrays.stream(DeliveryResult.values())
                        .forEach(result -> register(registry, notifier.counts(), format, result)));
    }

    private static void register(
            MeterRegistry registry, DeliveryCounts counts, MessageFormat format, DeliveryResult result) {
        FunctionCounter.builder("sluice.notifications", counts, each -> each.of(format, result))
                .description("Messages since the start, by what became of them")
                .tag("format", format.word())
                .tag("result", result.word())
                .register(registry);
    }
}
