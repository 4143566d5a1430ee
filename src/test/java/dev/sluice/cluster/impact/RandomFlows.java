package dev.sluice.cluster.impact;

import dev.sluice.policy.Port;
import dev.sluice.policy.Traffic;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Flows of a few workloads to a few hundred addresses, many of them at the same instant; the same seed, the same flows. */
final class RandomFlows {

    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant TO = Instant.parse("2026-01-02T00:00:00Z");

    private static final List<String> NAMESPACES = List.of("bank", "shop");
    private static final List<String> WORKLOADS = List.of("api", "web", "");

    private RandomFlows() {}

    static List<Flow> of(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Flow> flows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            flows.add(flow(random));
        }
        return flows;
    }

    private static Flow flow(SplittableRandom random) {
        boolean tcp = random.nextInt(4) > 0;
        Address destination = random.nextInt(10) == 0
                ? new Address(Family.IPV6, 0x2001_0db8_0000_0000L, random.nextInt(8))
                : new Address(Family.IPV4, 0, 0x08080800L + random.nextInt(512));
        return new Flow(
                NAMESPACES.get(random.nextInt(2)),
                WORKLOADS.get(random.nextInt(3)),
                new Traffic(
                        destination,
                        tcp
                                ? Optional.of(new Port(Port.Protocol.TCP, random.nextInt(2) == 0 ? 443 : 80))
                                : Optional.empty()),
                random.nextInt(100_000),
                FROM.plusSeconds(random.nextInt(86_400)),
                tcp ? OptionalLong.of(1_000_000L * (1 + random.nextInt(300))) : OptionalLong.empty(),
                OptionalInt.of(50));
    }

    /** The stream that Network Observability would put it into. */
    static String labels(Flow flow) {
        return "{\"app\":\"netobserv-flowcollector\",\"FlowDirection\":\"1\",\"SrcK8S_Namespace\":\"" + flow.namespace()
                + "\",\"SrcK8S_OwnerName\":\"" + flow.workload() + "\"}";
    }

    /** The line, with fields that nobody asks for; {@code number} makes it differ from any other. */
    static String line(Flow flow, int number) {
        long millis = flow.end().toEpochMilli();
        StringBuilder json =
                new StringBuilder("{\"AgentIP\":\"192.168.99.11\",\"Interfaces\":[\"br-ex\",{\"a\":[1]}],");
        json.append("\"Bytes\":").append(flow.bytes());
        json.append(",\"DstAddr\":\"").append(flow.traffic().destination()).append('"');
        flow.traffic()
                .port()
                .ifPresentOrElse(
                        port -> json.append(",\"DstPort\":")
                                .append(port.number())
                                .append(",\"Proto\":6"),
                        () -> json.append(",\"IcmpType\":8,\"Proto\":1"));
        flow.roundTripNanos()
                .ifPresent(nanos -> json.append(",\"TimeFlowRttNs\":").append(nanos));
        json.append(",\"Sampling\":").append(flow.sampling().orElseThrow());
        json.append(",\"SrcPort\":").append(number);
        return json.append(",\"TimeFlowStartMs\":")
                        .append(millis - 5_000)
                        .append(",\"TimeFlowEndMs\":")
                        .append(millis) + "}";
    }
}
