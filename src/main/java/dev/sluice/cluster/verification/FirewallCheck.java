package dev.sluice.cluster.verification;

import dev.sluice.cluster.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether an EgressFirewall is the committed one and holds in every zone. OVN-Kubernetes writes a message for each zone, and
 * sums them up once all have reported.
 *
 * @see <a href="https://github.com/ovn-kubernetes/ovn-kubernetes/blob/master/go-controller/pkg/types/resource_status.go">OVN-Kubernetes,
 *     the words of its status</a>
 */
final class FirewallCheck {

    private static final String APPLIED = "EgressFirewall Rules applied";
    private static final String NOT_APPLIED = "not correctly applied";

    private FirewallCheck() {}

    /** @param applied when Argo CD was done with it */
    static Finding check(Expected.Declared declared, Seen seen, Instant applied) {
        RuleDifference difference = RuleDifference.of(
                new Shape(declared.spec()).at("egress"), seen.spec().at("egress"));
        return difference.isNone()
                ? zones(declared.subject(), seen, applied)
                : edited(declared.subject(), seen, difference);
    }

    private static Finding edited(Subject subject, Seen seen, RuleDifference difference) {
        String by = seen.lastEdit()
                .map(write -> ", last written by " + write.manager() + " at " + write.time())
                .orElse("");
        String reason = "is not the committed one" + by + ": " + String.join("; ", difference.lines());
        return Finding.of(subject, seen, State.DRIFTED, reason, seen.lastEdit().map(Seen.Write::time))
                .with(difference.lines());
    }

    private static Finding zones(Subject subject, Seen seen, Instant applied) {
        List<String> messages = seen.status()
                .at("messages")
                .each()
                .flatMap(message -> message.text().stream())
                .toList();
        String sum = seen.status().textAt("status");
        Optional<Instant> reported = Optional.of(seen.reportedSince(applied));
        List<String> refused = new ArrayList<>(messages.stream()
                .filter(message -> message.contains(NOT_APPLIED))
                .toList());
        if (refused.isEmpty() && sum.contains(NOT_APPLIED)) {
            refused.add(sum);
        }
        if (!refused.isEmpty()) {
            return Finding.of(subject, seen, State.FAILED, String.join("; ", refused), reported)
                    .with(messages);
        }
        List<String> waiting =
                messages.stream().filter(message -> !message.endsWith(APPLIED)).toList();
        if (sum.isEmpty() || !waiting.isEmpty()) {
            String reason = messages.isEmpty()
                    ? "no zone has reported yet"
                    : waiting.isEmpty()
                            ? "of its zones " + messages.size() + " reported that it is applied, others have not yet"
                            : String.join("; ", waiting);
            return Finding.of(subject, seen, State.PENDING, reason, Optional.of(applied))
                    .with(messages);
        }
        return Finding.of(subject, seen, State.VERIFIED, "", reported).with(messages);
    }
}
