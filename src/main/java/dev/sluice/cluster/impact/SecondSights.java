package dev.sluice.cluster.impact;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells whether a flow was seen from elsewhere already: packets that pass two nodes are recorded by both, such as those that
 * leave through the node of an EgressIP. Flows come the latest first. Remembers the last {@value #MOST} connections. Not
 * thread-safe.
 *
 * <pre>
 *     one node     |----------|----------|----------|   counted
 *     other node      |----------|----------|           left out: each of it overlaps what is counted
 * </pre>
 */
final class SecondSights {

    static final int MOST = 10_000;

    /** How long an agent collects packets before it writes a record, by default: nodes do not begin together. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Map<SightKey, Sight> sights = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SightKey, Sight> eldest) {
            return size() > MOST;
        }
    };

    private record SightKey(Observation.RecordKind kind, String cluster, Observation.FlowConnection connection) {}

    /** Who saw what is counted, and since when. */
    private record Sight(String observer, Instant since) {}

    /** Whether what this shows is counted already; if not, it is to be counted. */
    boolean contains(Observation seen) {
        if (seen.connection().isEmpty()) {
            return false;
        }
        SightKey key =
                new SightKey(seen.kind(), seen.cluster(), seen.connection().get());
        Sight counted = sights.get(key);
        if (counted == null) {
            sights.put(key, new Sight(seen.observer(), seen.start()));
            return false;
        }
        boolean isSame = counted.observer().equals(seen.observer());
        if (!isSame && !seen.flow().end().plus(PERIOD).isBefore(counted.since())) {
            return true;
        }
        Instant since = isSame && counted.since().isBefore(seen.start()) ? counted.since() : seen.start();
        sights.put(key, new Sight(seen.observer(), since));
        return false;
    }
}
