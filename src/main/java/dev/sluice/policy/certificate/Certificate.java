package dev.sluice.policy.certificate;

import dev.sluice.ranges.Address;
import java.util.Optional;

/**
 * Says of one firewall whether it decides what was meant.
 *
 * @param intended as it follows from the cluster's policy and lists
 * @param written as it follows from the rules in the manifest
 */
public record Certificate(String cluster, String namespace, DecisionFunction intended, DecisionFunction written) {

    /** An address about which the rules say something else than was meant, and both in words. */
    public record Difference(Address address, String meant, String written) {}

    public boolean isEqual() {
        return firstDifference().isEmpty();
    }

    /** The lowest address that differs, IPv4 before IPv6; empty where every address of both families agrees. */
    public Optional<Difference> firstDifference() {
        return intended.firstDifference(written)
                .map(address -> new Difference(address, intended.at(address), written.at(address)));
    }

    /** One line, for example {@code demo/llm-demo: equal, decision <sha256>}. */
    @Override
    public String toString() {
        return cluster + "/" + namespace + ": "
                + firstDifference()
                        .map(difference -> "differs, first at " + difference.address() + ": meant is '"
                                + difference.meant() + "', written is '" + difference.written() + "'")
                        .orElseGet(() -> "equal, decision " + intended.digest());
    }
}
