package dev.sluice.cluster.impact;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sums by what they are of, of which the largest stay. Not thread-safe.
 *
 * <p>Memory is bounded by {@value #MOST} sums, and by the round trips of {@value #MEASURED}: where there are more, the
 * lighter ones go.
 */
final class LargestSums<S> {

    static final int MOST = 10_000;
    static final int MEASURED = 1_250;

    private static final int MEASURED_AFTER_A_CUT = 1_000;

    private final Map<S, Sum> sums = new HashMap<>();
    private int measured;
    private long leastMeasured;
    private boolean hasForgotten;

    void add(S subject, Flow flow) {
        if (sums.size() >= MOST && !sums.containsKey(subject)) {
            forgetTheLighterHalf();
        }
        Sum sum = sums.computeIfAbsent(subject, added -> new Sum());
        sum.add(flow);
        if (flow.roundTripNanos().isPresent() && mayMeasure(sum)) {
            sum.addRoundTrip(flow.roundTripNanos().getAsLong());
        }
    }

    /** Takes over all of the others, which are not to be used afterwards; there may be more than the bounds for a moment. */
    void addAll(LargestSums<S> others) {
        others.sums.forEach((subject, sum) ->
                sums.computeIfAbsent(subject, added -> new Sum()).addAll(sum));
        measured = (int) sums.values().stream().filter(Sum::measures).count();
        hasForgotten |= others.hasForgotten;
    }

    /** Whether sums went that were light when they did: one that came again lacks what it had before. */
    boolean hasForgotten() {
        return hasForgotten;
    }

    Stream<Map.Entry<S, Sum>> entries() {
        return sums.entrySet().stream();
    }

    private boolean mayMeasure(Sum sum) {
        if (sum.measures()) {
            return true;
        }
        if (sum.bytes() < leastMeasured) {
            return false;
        }
        if (measured == MEASURED) {
            List<Sum> lightestFirst = sums.values().stream()
                    .filter(Sum::measures)
                    .sorted(Comparator.comparingLong(Sum::bytes))
                    .toList();
            lightestFirst.stream().limit(MEASURED - MEASURED_AFTER_A_CUT).forEach(Sum::forgetRoundTrips);
            measured = MEASURED_AFTER_A_CUT;
            leastMeasured = lightestFirst.get(MEASURED - MEASURED_AFTER_A_CUT).bytes();
            return mayMeasure(sum);
        }
        measured++;
        return true;
    }

    private void forgetTheLighterHalf() {
        List<S> lightestFirst = sums.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().bytes()))
                .limit(MOST / 2)
                .map(Map.Entry::getKey)
                .toList();
        lightestFirst.forEach(sums::remove);
        measured = (int) sums.values().stream().filter(Sum::measures).count();
        hasForgotten = true;
    }
}
