package dev.sluice.cluster.impact;

import dev.sluice.policy.Destination;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Impact.Affected;
import dev.sluice.policy.Impact.Changed;
import dev.sluice.policy.Impact.Sampling;
import dev.sluice.policy.Networks;
import dev.sluice.policy.OrderedRules;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Treatment;
import dev.sluice.ranges.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Asks of each flow what becomes of it under the old and under the new rules of its namespace, counts those of which that
 * differs, and sums them up by workload and destination. Memory is bounded. May be asked by one thread while another adds
 * flows.
 */
final class Replay implements Consumer<Flow> {

    /** More than a reviewer reads; the lighter rest is only counted. */
    static final int LISTED = 1_000;

    private final Map<String, RulePair> namespaces;
    private final LargestSums<TrafficKey> sums = new LargestSums<>();
    private final Tally certain = new Tally();
    private final Tally possible = new Tally();
    private long flows;
    private long bytes;
    private int least = Integer.MAX_VALUE;
    private int most;

    Replay(List<FirewallDelta> changes) {
        this.namespaces =
                changes.stream().collect(Collectors.toMap(FirewallDelta::namespace, change -> RulePair.of(change)));
    }

    /** @param movesDoubt whether rules by name or node change: what they may decide they may then decide otherwise */
    private record RulePair(OrderedRules before, OrderedRules after, boolean movesDoubt) {

        static RulePair of(FirewallDelta change) {
            return new RulePair(
                    OrderedRules.of(change.before()),
                    OrderedRules.of(change.after()),
                    !doubtful(change.before()).equals(doubtful(change.after())));
        }

        private static List<Rule> doubtful(List<Rule> rules) {
            return rules.stream()
                    .filter(rule -> !(rule.to() instanceof Destination.Cidr) && !rule.equals(Networks.EVERY_NODE))
                    .toList();
        }
    }

    private record TrafficKey(
            String namespace, String workload, Address destination, Treatment before, Treatment after) {

        Changed changed(Sum sum) {
            return new Changed(
                    namespace,
                    workload,
                    destination,
                    before,
                    after,
                    sum.flows(),
                    sum.bytes(),
                    sum.lastSeen(),
                    sum.roundTrip());
        }
    }

    @Override
    public synchronized void accept(Flow flow) {
        RulePair rules = namespaces.get(flow.namespace());
        if (rules == null) {
            return;
        }
        flows++;
        bytes = Sum.together(bytes, flow.bytes());
        flow.sampling().ifPresent(sampling -> {
            least = Math.min(least, sampling);
            most = Math.max(most, sampling);
        });
        Treatment before = rules.before().treatment(flow.traffic());
        Treatment after = rules.after().treatment(flow.traffic());
        boolean isDoubtful = before == Treatment.UNDECIDED || after == Treatment.UNDECIDED;
        if (before != after || (isDoubtful && rules.movesDoubt())) {
            (isDoubtful ? possible : certain).add(flow);
            sums.add(
                    new TrafficKey(
                            flow.namespace(), flow.workload(), flow.traffic().destination(), before, after),
                    flow);
        }
    }

    /** Takes over what another knows of the same changes. */
    synchronized void addAll(Replay other) {
        sums.addAll(other.sums);
        certain.addAll(other.certain);
        possible.addAll(other.possible);
        flows += other.flows;
        bytes = Sum.together(bytes, other.bytes);
        least = Math.min(least, other.least);
        most = Math.max(most, other.most);
    }

    /**
     * What is known so far.
     *
     * @param asked where the window begins that was to be read
     * @param from since when everything was read
     * @param failure why nothing could be read, if nothing could
     * @param cuts what else is missing
     */
    synchronized Impact impact(
            String cluster, Instant asked, Instant from, Instant to, Optional<String> failure, List<String> cuts) {
        List<Changed> changed = sums.entries()
                .map(entry -> entry.getKey().changed(entry.getValue()))
                .sorted(Comparator.comparing(Changed::isCertain)
                        .thenComparingLong(Changed::bytes)
                        .reversed())
                .limit(LISTED)
                .toList();
        Optional<Sampling> sampling = most == 0 ? Optional.empty() : Optional.of(new Sampling(least, most));
        return new Impact(
                cluster,
                from,
                to,
                flows,
                bytes,
                sampling,
                changed,
                new Affected(certain.count(), possible.count()),
                List.of(),
                failure,
                unseen(asked, sampling, cuts, changed));
    }

    private List<String> unseen(Instant asked, Optional<Sampling> sampling, List<String> cuts, List<Changed> listed) {
        List<String> unseen = new ArrayList<>();
        unseen.add("traffic before " + asked + " is not looked at");
        unseen.add(sampling.map(rate -> rate.most() == 1
                        ? "every packet was sampled, but Loki may not have kept all flows"
                        : rate + " was sampled: short or rare traffic may be missing, and bytes are what was sampled")
                .orElse("no record tells how packets were sampled"));
        unseen.addAll(cuts);
        long flowsBeyond = certain.flows()
                + possible.flows()
                - listed.stream().mapToLong(Changed::flows).sum();
        if (flowsBeyond > 0) {
            long bytesBeyond = Sum.together(certain.bytes(), possible.bytes())
                    - listed.stream().mapToLong(Changed::bytes).reduce(0, Sum::together);
            unseen.add(flowsBeyond + " more flows (" + bytesBeyond + " bytes) " + verb()
                    + " be decided otherwise, of workloads and destinations beyond the " + LISTED + " largest"
                    + (sums.hasForgotten() ? ", some of which may count less than they had" : ""));
        }
        return unseen;
    }

    private String verb() {
        if (possible.flows() == 0) {
            return "would";
        }
        return certain.flows() == 0 ? "may" : "would or may";
    }
}
