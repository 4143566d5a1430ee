package dev.sluice.cluster.verification;

import dev.sluice.cluster.JsonPath;
import dev.sluice.manifest.ObjectRef;
import java.time.Duration;
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

    /**
     * @param applied when Argo CD was done with it
     * @param settle how long it must show no failure after its rules changed
     */
    static Finding check(
            Expected.Declared declared, ObservedObject seen, Instant applied, Duration settle, Instant now) {
        RuleDifference difference = RuleDifference.of(
                new JsonPath(declared.spec()).at("egress"), seen.spec().at("egress"));
        return difference.isNone()
                ? zones(declared.subject(), seen, applied, settle, now)
                : edited(declared.subject(), seen, difference);
    }

    private static Finding edited(ObjectRef subject, ObservedObject seen, RuleDifference difference) {
        String by = seen.lastEdit()
                .map(write -> ", last written by " + write.manager() + " at " + write.time())
                .orElse("");
        String reason = "is not the committed one" + by + ": " + String.join("; ", difference.lines());
        return Finding.bad(
                        subject,
                        seen.uid(),
                        State.DRIFTED,
                        String.join("; ", difference.lines()),
                        reason,
                        seen.lastEdit().map(ObservedObject.Write::time))
                .with(difference.lines());
    }

    private static Finding zones(
            ObjectRef subject, ObservedObject seen, Instant applied, Duration settle, Instant now) {
        List<String> messages = seen.status()
                .at("messages")
                .each()
                .flatMap(message -> message.text().stream())
                .toList();
        String sum = seen.status().textAt("status");
        List<String> refused = new ArrayList<>(messages.stream()
                .filter(message -> message.contains(NOT_APPLIED))
                .toList());
        if (refused.isEmpty() && sum.contains(NOT_APPLIED)) {
            refused.add(sum);
        }
        if (!refused.isEmpty()) {
            return bad(subject, seen, State.FAILED, "refused", String.join("; ", refused), seen.wrongSince(applied))
                    .with(messages);
        }
        List<String> waiting =
                messages.stream().filter(message -> !message.endsWith(APPLIED)).toList();
        if (!sum.endsWith(APPLIED) || !waiting.isEmpty()) {
            return bad(
                            subject,
                            seen,
                            State.PENDING,
                            "waits for zones",
                            waits(messages, waiting, sum),
                            seen.wrongSince(applied))
                    .with(messages);
        }
        Instant changed = seen.changed(applied);
        Instant settled = changed.plus(settle);
        if (now.isBefore(settled)) {
            String reason =
                    "its rules changed at " + changed + ", and a zone that was well before says the same whether"
                            + " it took them or not: without a failure it is verified at " + settled;
            return bad(subject, seen, State.PENDING, "settles", reason, Optional.of(changed))
                    .with(messages);
        }
        Instant reported = seen.reportedSince(applied);
        return Finding.good(subject, seen.uid(), reported.isBefore(settled) ? settled : reported)
                .with(messages)
                .on(
                        "its rules on the cluster are the committed ones",
                        messages.isEmpty()
                                ? "its status says that they are applied, without a message for each zone"
                                : "each of its zones says that they are applied",
                        "no failure was reported in the " + settle.toSeconds() + " s after they changed");
    }

    /** Newer releases write the sum alone, older ones a message for each zone, too. */
    private static String waits(List<String> messages, List<String> waiting, String sum) {
        if (!waiting.isEmpty()) {
            return String.join("; ", waiting);
        }
        if (!sum.isEmpty()) {
            return "says '" + sum + "'";
        }
        return messages.isEmpty()
                ? "no zone has reported yet"
                : "of its zones " + messages.size() + " reported that it is applied, others have not yet";
    }

    private static Finding bad(
            ObjectRef subject, ObservedObject seen, State state, String cause, String reason, Optional<Instant> since) {
        return Finding.bad(subject, seen.uid(), state, cause, reason, since);
    }
}
