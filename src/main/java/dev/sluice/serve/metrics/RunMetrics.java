package dev.sluice.serve.metrics;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.follow.VerificationStore;
import dev.sluice.run.Freshness;
import dev.sluice.run.Outcome;
import dev.sluice.run.RunFinished;
import dev.sluice.run.RunReport;
import dev.sluice.run.RunReport.FirewallReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The metrics of runs for Prometheus. */
@Startup
@ApplicationScoped
public class RunMetrics {

    private final MeterRegistry registry;
    private final Freshness freshness;
    private final MultiGauge rules;
    private final MultiGauge denied;
    private final Timer durations;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile int guardsTripped;
    private volatile int unseen;

    RunMetrics(MeterRegistry registry, Freshness freshness, Leadership leadership, VerificationStore verifications) {
        this.registry = registry;
        this.freshness = freshness;
        this.rules = MultiGauge.builder("sluice.rules")
                .description("EgressFirewall rules of a cluster, all namespaces together, as last published")
                .register(registry);
        this.denied = MultiGauge.builder("sluice.denied.addresses")
                .description("Addresses denied in every target namespace, as last published")
                .register(registry);
        // From the start: Prometheus misses the first increase of a series that appears with it.
        this.durations = Timer.builder("sluice.run.duration")
                .description("How long runs take")
                .register(registry);
        Stream.of(Outcome.Kind.values()).map(Outcome.Kind::word).forEach(this::runs);
        Gauge.builder("sluice.last.success.timestamp", this, RunMetrics::lastSuccess)
                .description("When the last good run ended, in seconds since 1970; 0 for never")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("sluice.leader", leadership, leader -> leader.isLeader() ? 1 : 0)
                .description("1 in the instance that runs, 0 in the others")
                .register(registry);
        Gauge.builder("sluice.guards.tripped", this, metrics -> metrics.guardsTripped)
                .description("Reasons for which the change that waits is held; 0 where none is")
                .register(registry);
        Gauge.builder(
                        "sluice.unseen",
                        this,
                        metrics -> metrics.unseen + verifications.unseen().size())
                .description("What the last run, or the last look at a followed cluster, could not see")
                .register(registry);
    }

    void record(@Observes RunFinished run) {
        RunReport report = run.report();
        runs(report.outcome()).increment();
        durations.record(Duration.between(report.started(), report.finished()));
        if (run.outcome().isGood() || run.outcome() instanceof Outcome.Held) { // else what was held before still is
            guardsTripped = run.outcome().reasons().size();
        }
        unseen = (int) report.unseen().stream()
                .filter(VerificationStore::isOfRun)
                .count(); // others are seen again between runs
        if (run.outcome().isPublished()) { // what any other run computed is not what clusters were given
            rules.register(rulesByCluster(report), true);
            denied.register(deniedByFamily(report), true);
        }
        freshness.feedAges().keySet().stream().filter(known::add).forEach(this::ageOf);
    }

    private Counter runs(String outcome) {
        return Counter.builder("sluice.runs")
                .description("Runs since the start, by how they ended")
                .tag("outcome", outcome)
                .register(registry);
    }

    private void ageOf(String feed) {
        Gauge.builder(
                        "sluice.feed.age",
                        freshness,
                        fresh -> seconds(fresh.feedAges().get(feed)))
                .description("How long ago the feed was published, by its syncToken")
                .baseUnit("seconds")
                .tag("feed", feed)
                .register(registry);
    }

    private static List<MultiGauge.Row<?>> rulesByCluster(RunReport report) {
        Map<String, Integer> sums = new TreeMap<>();
        for (FirewallReport firewall : report.firewalls()) {
            sums.merge(firewall.cluster(), firewall.rules(), Integer::sum);
        }
        return sums.entrySet().stream()
                .<MultiGauge.Row<?>>map(sum -> MultiGauge.Row.of(Tags.of("cluster", sum.getKey()), sum.getValue()))
                .toList();
    }

    private static List<MultiGauge.Row<?>> deniedByFamily(RunReport report) {
        return report.blocked().stream()
                .<MultiGauge.Row<?>>map(
                        blocked -> MultiGauge.Row.of(Tags.of("family", blocked.family()), blocked.addresses()))
                .toList();
    }

    private double lastSuccess() {
        return freshness.lastGood().map(Instant::getEpochSecond).orElse(0L);
    }

    private static double seconds(Duration age) {
        return age.toSeconds();
    }
}
