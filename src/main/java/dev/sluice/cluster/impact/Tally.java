package dev.sluice.cluster.impact;

import dev.sluice.policy.Impact.Count;
import dev.sluice.ranges.Address;
import java.util.HashSet;
import java.util.Set;

/** Counts flows and their destinations, of which it distinguishes at most {@value #MOST}. Not thread-safe. */
final class Tally {

    static final int MOST = 10_000;

    private final Set<Address> destinations = new HashSet<>();
    private long flows;
    private long bytes;
    private boolean isLeast;

    void add(Flow flow) {
        flows++;
        bytes = Sum.together(bytes, flow.bytes());
        add(flow.traffic().destination());
    }

    void addAll(Tally other) {
        flows += other.flows;
        bytes = Sum.together(bytes, other.bytes);
        isLeast |= other.isLeast;
        other.destinations.forEach(this::add);
    }

    private void add(Address destination) {
        if (destinations.size() < MOST) {
            destinations.add(destination);
        } else {
            isLeast |= !destinations.contains(destination);
        }
    }

    long flows() {
        return flows;
    }

    long bytes() {
        return bytes;
    }

    Count count() {
        return new Count(flows, destinations.size(), isLeast);
    }
}
