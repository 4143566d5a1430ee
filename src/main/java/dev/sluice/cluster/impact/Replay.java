package dev.sluice.cluster.impact;

import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Impact.Changed;
import dev.sluice.policy.Impact.Sampling;
import dev.sluice.policy.OrderedRules;
import dev.sluice.policy.Treatment;
import dev.sluice.ranges.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Asks of each flow what becomes of it under the old and under the new rules of its namespace, and sums up where the two
 * differ. Memory is bounded by {@value #MOST} sums. May be asked by one thread while another adds flows.
 */
final class Replay implements Consumer<Flow> {

    /** More than a reviewer reads; what changes beyond is only counted. */
    static final int MOST = 1_000;

    private final Map<String, RulePair> namespaces;
    private final Map<TrafficKey, Sum> sums = new HashMap<>();
    private long flows;
    private long bytes;
    private int least = Integer.MAX_VALUE;
    private int most;
    private long flowsBeyond;
    private long bytesBeyond;

    Replay(List<FirewallDelta> changes) {
        this.namespaces = changes.stream()
                .collect(Collectors.toMap(
                        FirewallDelta::namespace,
                        change -> new RulePair(OrderedRules.of(change.before()), OrderedRules.of(change.after()))));
    }

    private record RulePair(OrderedRules before, OrderedRules after) {}

    private record TrafficKey(
            String namespace, String workload, Address destination, Treatment before, Treatment after) {}

    @Override
    public synchronized void accept(Flow flow) {
        RulePair rules = namespaces.get(flow.namespace());
        if (rules == null) {
            return;
        }
        flows++;
        bytes += flow.bytes();
        flow.sampling().ifPresent(sampling -> {
            least = Math.min(least, sampling);
            most = Math.max(most, sampling);
        });
        Treatment before = rules.before().treatment(flow.traffic());
        Treatment after = rules.after().treatment(flow.traffic());
        if (before != after) {
            add(new TrafficKey(flow.namespace(), flow.workload(), flow.traffic().destination(), before, after), flow);
        }
    }

    /**
     * What is known so far.
     *
     * @param asked where the window begins that was to be read
     * @param from since when everything was read
     */
    synchronized Impact impact(String cluster, Instant asked, Instant from, Instant to, List<String> cuts) {
        List<Changed> changed = new ArrayList<>();
        sums.forEach((subject, sum) -> changed.add(new Changed(
                subject.namespace(),
                subject.workload(),
                subject.destination(),
                subject.before(),
                subject.after(),
                sum.flows(),
                sum.bytes(),
                sum.lastSeen(),
                sum.roundTrip())));
        Optional<Sampling> sampling = most == 0 ? Optional.empty() : Optional.of(new Sampling(least, most));
        return new Impact(cluster, from, to, flows, bytes, sampling, changed, unseen(asked, sampling, cuts));
    }

    private void add(TrafficKey subject, Flow flow) {
        Sum sum = sums.get(subject);
        if (sum == null && sums.size() == MOST) {
            flowsBeyond++;
            bytesBeyond += flow.bytes();
            return;
        }
        sums.computeIfAbsent(subject, added -> new Sum()).add(flow);
    }

    private List<String> unseen(Instant asked, Optional<Sampling> sampling, List<String> cuts) {
        List<String> unseen = new ArrayList<>();
        unseen.add("traffic before " + asked + " is not looked at");
        unseen.add(sampling.map(rate -> rate.most() == 1
                        ? "every packet was sampled, but Loki may not have kept all flows"
                        : rate + " was sampled: short or rare traffic may be missing, and bytes are what was sampled")
                .orElse("no record tells how packets were sampled"));
        unseen.addAll(cuts);
        if (flowsBeyond > 0) {
            unseen.add(
                    flowsBeyond + " more flows (" + bytesBeyond + " bytes) would be decided otherwise, of workloads and"
                            + " destinations beyond the first " + MOST);
        }
        return unseen;
    }
}
