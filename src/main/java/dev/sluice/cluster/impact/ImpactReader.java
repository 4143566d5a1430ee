package dev.sluice.cluster.impact;

import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import dev.sluice.text.OutsideText;
import dev.sluice.text.RedactedCause;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Reads what the flows of clusters say about a change. Whatever Loki does, it answers within the limit of time. */
public final class ImpactReader {

    private static final Logger LOG = Logger.getLogger(ImpactReader.class);
    private static final String NO_ANSWER = "%s did not answer in time";
    private static final String NO_TIME = "no time was left to ask for flows";

    private final Collection<FlowSource> sources;
    private final ReadingLimits limits;
    private final Gateways gateways;
    private final Clock clock;

    /** @param sources of a cluster the more precise one first; of clusters without one nothing is said */
    public ImpactReader(Collection<FlowSource> sources, ReadingLimits limits, Gateways gateways, Clock clock) {
        this.sources = List.copyOf(sources);
        this.limits = limits;
        this.gateways = gateways;
        this.clock = clock;
    }

    /**
     * Reads one source after the other. Each may take its share of the time, so that one that hangs takes no more.
     *
     * @param changes by cluster, those of its namespaces
     */
    public List<Impact> read(Map<String, List<FirewallDelta>> changes) {
        Deadline deadline = Deadline.in(limits.timeout(), clock);
        Map<String, List<FlowSource>> asked = sources.stream()
                .filter(source ->
                        !changes.getOrDefault(source.cluster(), List.of()).isEmpty())
                .collect(Collectors.groupingBy(FlowSource::cluster, LinkedHashMap::new, Collectors.toList()));
        List<Impact> impacts = new ArrayList<>();
        asked.forEach((cluster, each) -> {
            Deadline share = deadline.share(asked.size() - impacts.size());
            impacts.add(read(each, changes.get(cluster), share));
        });
        return impacts;
    }

    /** The sources of one cluster one after the other, until one can be read: metrics say less than flows. */
    private Impact read(List<FlowSource> each, List<FirewallDelta> changes, Deadline deadline) {
        List<Impact> failed = new ArrayList<>();
        for (FlowSource source : each) {
            Deadline share = deadline.share(each.size() - failed.size());
            Impact impact =
                    switch (source.store()) {
                        case LOKI -> read(source, changes, share);
                        case PROMETHEUS -> count(source, changes, share, failed);
                    };
            if (impact.failure().isEmpty()) {
                return impact;
            }
            failed.add(impact);
        }
        return failed.getLast();
    }

    /** @param failed what could not be read of the cluster before */
    private Impact count(FlowSource source, List<FirewallDelta> changes, Deadline deadline, List<Impact> failed) {
        Instant to = clock.instant();
        Instant from = to.minus(limits.window());
        AtomicReference<WorkloadMetrics.CountedTraffic> counted = new AtomicReference<>(WorkloadMetrics.NOTHING);
        Optional<String> failure = deadline.isOver()
                ? Optional.of(NO_TIME)
                : within(
                        deadline,
                        () -> NO_ANSWER.formatted(source.title()),
                        new FutureTask<>(() -> count(source, namespaces(changes), deadline, to, counted)));
        WorkloadMetrics.CountedTraffic found = failure.isPresent() ? WorkloadMetrics.NOTHING : counted.get();
        List<String> unseen = Stream.of(
                        Stream.of(
                                "traffic before " + from + " is not looked at",
                                "Prometheus keeps no addresses: which of this traffic goes where a rule decides otherwise"
                                        + " is not known, and bytes may be what was sampled"),
                        failed.stream().flatMap(before -> before.failure().stream()),
                        failure.stream(),
                        found.notes().stream().map("Prometheus says: "::concat))
                .flatMap(part -> part)
                .toList();
        return new Impact(
                source.cluster(),
                failure.isPresent() ? to : from,
                to,
                0,
                found.traffic().stream().mapToLong(Impact.Grouped::bytes).reduce(0, Sum::together),
                Optional.empty(),
                List.of(),
                new Impact.Affected(Impact.Count.NONE, Impact.Count.NONE),
                found.traffic(),
                failure,
                unseen);
    }

    /** Why nothing is known. */
    private Optional<String> count(
            FlowSource source,
            List<String> namespaces,
            Deadline deadline,
            Instant to,
            AtomicReference<WorkloadMetrics.CountedTraffic> counted) {
        try (PrometheusApi api = gateways.openPrometheus(source, deadline.left())) {
            Retry retry = new Retry(deadline, Thread::sleep);
            counted.set(new WorkloadMetrics(api, source, deadline, retry).read(namespaces, limits.window(), to));
            return Optional.empty();
        } catch (IOException e) {
            LOG.debugf(RedactedCause.of(e), "where reading the metrics of cluster %s ended", source.cluster());
            return Optional.of(OutsideText.line(e.getMessage()));
        }
    }

    private static List<String> namespaces(List<FirewallDelta> changes) {
        return changes.stream().map(FirewallDelta::namespace).toList();
    }

    private Impact read(FlowSource source, List<FirewallDelta> changes, Deadline deadline) {
        Instant to = clock.instant();
        Instant from = to.minus(limits.window());
        if (deadline.isOver()) {
            return new Replay(changes).impact(source.cluster(), from, to, to, Optional.of(NO_TIME), List.of(NO_TIME));
        }
        GatewayPages pages = new GatewayPages(
                () -> gateways.open(source, deadline.left()),
                source,
                new Retry(deadline, Thread::sleep),
                namespaces(changes));
        FlowCensus census = new FlowCensus(source, neighbours(source), changes);
        FlowReader reader = new FlowReader(pages, limits, deadline, census);
        Optional<String> cut = within(
                deadline,
                () -> reader.count() == 0 ? NO_ANSWER.formatted(source.title()) : reader.outOfTime(),
                new FutureTask<>(() -> read(source, pages, reader, from, to)));
        FlowCensus.CensusResult counted = census.counted();
        List<String> cuts = Stream.of(cut.stream(), reader.gaps().stream(), counted.notes().stream())
                .flatMap(part -> part)
                .toList();
        Optional<String> failure = cut.filter(why -> reader.count() == 0);
        return counted.replay().impact(source.cluster(), from, reader.since().orElse(to), to, failure, cuts);
    }

    /** Other clusters whose flows the same Loki is asked for. */
    private List<String> neighbours(FlowSource source) {
        return sources.stream()
                .filter(other ->
                        other.store() == source.store() && other.gateway().equals(source.gateway()))
                .map(FlowSource::cluster)
                .filter(cluster -> !cluster.equals(source.cluster()))
                .toList();
    }

    /** Why not everything was read. */
    private static Optional<String> read(
            FlowSource source, GatewayPages pages, FlowReader reader, Instant from, Instant to) {
        try (pages) {
            reader.read(nanos(from), nanos(to));
            return Optional.empty();
        } catch (CutShortException e) {
            LOG.debugf(RedactedCause.of(e), "where reading the flows of cluster %s ended", source.cluster());
            return Optional.of(OutsideText.line(e.getMessage()));
        }
    }

    /** Abandons a thread that does not finish in time: what it still finds is ignored. */
    private static Optional<String> within(
            Deadline deadline, Supplier<String> outOfTime, FutureTask<Optional<String>> reading) {
        Thread.ofVirtual().name("impact").start(reading);
        try {
            return reading.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            reading.cancel(true);
            return Optional.of(outOfTime.get());
        } catch (ExecutionException e) {
            LOG.debug("where reading flows ended unexpectedly", RedactedCause.of(e));
            return Optional.of(OutsideText.line("flows could not be read: " + e.getCause()));
        } catch (InterruptedException e) {
            reading.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.of("reading was interrupted");
        }
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
