package dev.sluice.cluster.verification;

import dev.sluice.cluster.JsonPath;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.ranges.Address;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether every address of an EgressIP has a node. Nothing validates the addresses: why one has none is said in Events
 * alone.
 *
 * @see <a href="https://ovn-kubernetes.io/features/cluster-egress-controls/egress-ip/">OVN-Kubernetes, EgressIP</a>
 */
final class AddressCheck {

    private static final String ADVICE =
            ": is a node labelled k8s.ovn.org/egress-assignable and ready, does the address"
                    + " lie in its subnet, and does no other machine have it? Its Events say NoMatchingNodeFound, EgressIPConflict,"
                    + " UnsupportedRequest or InvalidEgressIP: oc describe egressip ";

    private AddressCheck() {}

    /** @param applied when Argo CD was done with it */
    static Finding check(Expected.Declared declared, ObservedObject seen, Instant applied) {
        ObjectRef subject = declared.subject();
        List<JsonPath> items = seen.status().at("items").each().toList();
        Set<String> hosted = items.stream()
                .filter(item -> item.at("node").text().isPresent())
                .flatMap(item -> spelled(item.at("egressIP")))
                .collect(Collectors.toSet());
        List<String> missing = new JsonPath(declared.spec())
                .at("egressIPs")
                .each()
                .flatMap(AddressCheck::spelled)
                .filter(address -> !hosted.contains(address))
                .toList();
        List<String> details = items.stream()
                .map(item -> item.textAt("egressIP") + " on " + item.textAt("node"))
                .toList();
        return missing.isEmpty()
                ? Finding.good(subject, seen.uid(), seen.reportedSince(applied))
                        .with(details)
                        .on("each of its addresses has a node")
                : Finding.bad(
                                subject,
                                seen.uid(),
                                State.PENDING,
                                "without a node",
                                "no node hosts " + String.join(", ", missing) + ADVICE + subject.name(),
                                seen.wrongSince(applied))
                        .with(details);
    }

    /** An IPv6 address has many spellings. */
    private static Stream<String> spelled(JsonPath address) {
        return address.text().stream().map(text -> {
            try {
                return Address.parseHost(text).toString();
            } catch (IllegalArgumentException e) {
                return text;
            }
        });
    }
}
