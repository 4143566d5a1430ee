package dev.sluice.render;

import java.util.List;

/**
 * How network flows are collected.
 *
 * @param namespace where the collector runs; the operator refuses a later change
 * @param sampling one packet in this many is seen
 * @param features of the eBPF agent, for example FlowRTT
 * @param label the name under which flows to denied prefixes are shown, for example {@code EXT:Google}
 * @param deploymentModel Direct, Service or Kafka
 */
public record FlowCollector(
        String namespace,
        int sampling,
        List<String> features,
        boolean privileged,
        String label,
        String deploymentModel) {

    public FlowCollector {
        features = List.copyOf(features);
    }
}
