package dev.sluice.cluster.impact;

import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import dev.sluice.text.OutsideText;
import dev.sluice.text.RedactedCause;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Reads what the flows of clusters say about a change. Whatever Loki does, it answers within the limit of time. */
public final class ImpactReader {

    private static final Logger LOG = Logger.getLogger(ImpactReader.class);

    private final Collection<FlowSource> sources;
    private final ReadingLimits limits;
    private final Gateways gateways;
    private final Clock clock;

    /** @param sources one a cluster; of other clusters nothing is said */
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
        List<FlowSource> asked = sources.stream()
                .filter(source ->
                        !changes.getOrDefault(source.cluster(), List.of()).isEmpty())
                .toList();
        List<Impact> impacts = new ArrayList<>();
        for (FlowSource source : asked) {
            Deadline share = deadline.share(asked.size() - impacts.size());
            impacts.add(read(source, changes.get(source.cluster()), share));
        }
        return impacts;
    }

    private Impact read(FlowSource source, List<FirewallDelta> changes, Deadline deadline) {
        Instant to = clock.instant();
        Instant from = to.minus(limits.window());
        Replay replay = new Replay(changes);
        if (deadline.isOver()) {
            return replay.impact(source.cluster(), from, to, to, List.of("no time was left to ask for flows"));
        }
        List<String> namespaces = changes.stream().map(FirewallDelta::namespace).toList();
        GatewayPages pages = new GatewayPages(
                () -> gateways.open(source, deadline.left()), source, new Retry(deadline, Thread::sleep), namespaces);
        FlowReader reader = new FlowReader(pages, limits, deadline, replay);
        Optional<String> cut = within(deadline, reader, new FutureTask<>(() -> read(source, pages, reader, from, to)));
        List<String> cuts = Stream.concat(cut.stream(), reader.gaps().stream()).toList();
        return replay.impact(source.cluster(), from, reader.since().orElse(to), to, cuts);
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
    private static Optional<String> within(Deadline deadline, FlowReader reader, FutureTask<Optional<String>> reading) {
        Thread.ofVirtual().name("impact").start(reading);
        try {
            return reading.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            reading.cancel(true);
            return Optional.of(reader.count() == 0 ? "Loki did not answer in time" : reader.outOfTime());
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
