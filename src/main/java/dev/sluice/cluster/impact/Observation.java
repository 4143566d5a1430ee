package dev.sluice.cluster.impact;

import dev.sluice.ranges.Address;
import java.time.Instant;
import java.util.Optional;

/**
 * A flow as one record shows it. Several records may show the same flow: those of two nodes, or of a flow and of the
 * conversation that it is part of.
 *
 * @param cluster the name of the cluster that it was recorded in; empty where the record names none, as where a Loki keeps
 *     the flows of one cluster alone
 * @param start when the flow began; the same as its end where the record does not say
 * @param isDuplicate whether the node says that it recorded the flow already, at another interface
 * @param connection empty where the record does not name both of its ends
 * @param observer the node, and in older releases the interface, that saw it
 */
record Observation(
        Flow flow,
        RecordKind kind,
        String cluster,
        Instant start,
        boolean isDuplicate,
        Optional<FlowConnection> connection,
        String observer) {

    /** What a record counts. */
    enum RecordKind {
        /** Packets of a few seconds. */
        FLOW,
        /** A whole conversation, when it has ended. */
        CONVERSATION,
        /** A conversation so far: a later record counts the same again. */
        PART_OF_CONVERSATION
    }

    /** One direction of what two ends say to each other. */
    record FlowConnection(String source, long sourcePort, Address destination, long destinationPort, long protocol) {}
}
