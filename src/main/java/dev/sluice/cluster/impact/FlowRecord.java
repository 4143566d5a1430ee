package dev.sluice.cluster.impact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.policy.Port;
import dev.sluice.policy.Traffic;
import dev.sluice.ranges.Address;
import dev.sluice.text.OutsideText;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A flow as Network Observability writes it: fields as a line of JSON, some of them as labels of the line's stream.
 *
 * @see <a href="https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/network_observability/json-flows-format-reference">Network
 *     flows format reference</a>
 */
final class FlowRecord {

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;

    /** Of a Kubernetes object. */
    private static final int LONGEST_NAME = 253;

    private String namespace;
    private String workload;
    private String destination = "";
    private long protocol = -1;
    private long port = -1;
    private long bytes;
    private long endMillis = Long.MIN_VALUE;
    private long roundTripNanos;
    private long sampling = -1;
    private String source = "";
    private long sourcePort;
    private long startMillis = Long.MIN_VALUE;
    private String cluster;
    private String type;
    private String agent = "";
    private String networkInterface = "";
    private boolean duplicate;
    private long bytesSent = -1;

    private FlowRecord(Map<String, String> labels) {
        this.namespace = labels.getOrDefault("SrcK8S_Namespace", "");
        this.workload = labels.getOrDefault("SrcK8S_OwnerName", "");
        this.cluster = labels.getOrDefault("K8S_ClusterName", "");
        this.type = labels.getOrDefault("_RecordType", "");
    }

    /**
     * Reads one line.
     *
     * @param stamp the line's own time, for records that carry none
     * @throws IOException if the line is not a JSON object with an address as its destination
     */
    static Observation read(JsonFactory json, Map<String, String> labels, String line, Instant stamp)
            throws IOException {
        FlowRecord record = new FlowRecord(labels);
        try (JsonParser parser = json.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a flow is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                record.take(field, parser);
                parser.skipChildren();
            }
        }
        return record.observation(stamp);
    }

    private void take(String field, JsonParser value) throws IOException {
        switch (field) {
            case "SrcK8S_Namespace" -> namespace = value.getValueAsString(namespace);
            case "SrcK8S_OwnerName" -> workload = value.getValueAsString(workload);
            case "DstAddr" -> destination = value.getValueAsString("");
            case "DstPort" -> port = value.getValueAsLong(-1);
            case "Proto" -> protocol = value.getValueAsLong(-1);
            case "Bytes" -> bytes = Math.max(0, value.getValueAsLong());
            case "TimeFlowEndMs" -> endMillis = value.getValueAsLong(endMillis);
            case "TimeFlowRttNs" -> roundTripNanos = value.getValueAsLong();
            case "Sampling" -> sampling = value.getValueAsLong(-1);
            case "SrcAddr" -> source = value.getValueAsString("");
            case "SrcPort" -> sourcePort = value.getValueAsLong();
            case "TimeFlowStartMs" -> startMillis = value.getValueAsLong(startMillis);
            case "K8S_ClusterName" -> cluster = value.getValueAsString(cluster);
            case "_RecordType" -> type = value.getValueAsString(type);
            case "AgentIP" -> agent = value.getValueAsString("");
            case "Interface" -> networkInterface = value.getValueAsString(""); // of releases before Interfaces
            case "Duplicate" -> duplicate = value.getValueAsBoolean();
            case "Bytes_AB" -> bytesSent = value.getValueAsLong(-1);
            default -> {
                // a flow has some sixty fields
            }
        }
    }

    private Observation observation(Instant stamp) throws IOException {
        Address address;
        try {
            address = Address.parse(destination);
        } catch (IllegalArgumentException e) {
            throw new IOException("a flow goes to no address", e);
        }
        Observation.RecordKind kind = kind();
        Instant end = endMillis == Long.MIN_VALUE ? stamp : Instant.ofEpochMilli(endMillis);
        Flow flow = new Flow(
                OutsideText.line(namespace, LONGEST_NAME),
                OutsideText.line(workload, LONGEST_NAME),
                new Traffic(address, port()),
                kind == Observation.RecordKind.CONVERSATION && bytesSent >= 0 ? bytesSent : bytes,
                end,
                roundTripNanos > 0 ? OptionalLong.of(roundTripNanos) : OptionalLong.empty(),
                // Network Observability writes 0 as well as 1 where every packet is seen.
                sampling >= 0 && sampling <= Integer.MAX_VALUE
                        ? OptionalInt.of((int) Math.max(1, sampling))
                        : OptionalInt.empty());
        return new Observation(
                flow,
                kind,
                cluster,
                startMillis == Long.MIN_VALUE ? end : Instant.ofEpochMilli(startMillis),
                duplicate,
                source.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Observation.FlowConnection(source, sourcePort, address, port, protocol)),
                agent + " " + networkInterface);
    }

    /** Without conversation tracking, records have no type. */
    private Observation.RecordKind kind() {
        return switch (type) {
            case "", "flowLog" -> Observation.RecordKind.FLOW;
            case "endConnection" -> Observation.RecordKind.CONVERSATION;
            default -> Observation.RecordKind.PART_OF_CONVERSATION;
        };
    }

    private Optional<Port> port() {
        boolean isPort = port >= 1 && port <= 65_535;
        if (!isPort) {
            return Optional.empty();
        }
        Optional<Port.Protocol> known =
                switch ((int) Math.min(protocol, Integer.MAX_VALUE)) {
                    case TCP -> Optional.of(Port.Protocol.TCP);
                    case UDP -> Optional.of(Port.Protocol.UDP);
                    case SCTP -> Optional.of(Port.Protocol.SCTP);
                    default -> Optional.empty();
                };
        return known.map(transport -> new Port(transport, (int) port));
    }
}
