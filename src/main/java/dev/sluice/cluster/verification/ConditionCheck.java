package dev.sluice.cluster.verification;

import dev.sluice.cluster.JsonPath;
import dev.sluice.manifest.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator says of an object by its conditions. A LokiStack may have several of one type, of which those count
 * whose status is True; a FlowCollector has one that is called Ready.
 *
 * @see <a href="https://loki-operator.dev/docs/api.md/">Loki Operator, LokiStackStatus</a>
 */
final class ConditionCheck {

    private static final List<String> BAD = List.of("Failed", "Degraded");

    private ConditionCheck() {}

    static Finding lokiStack(ObjectRef subject, ObservedObject seen, Instant applied) {
        List<JsonPath> holding = conditions(seen).stream()
                .filter(condition -> condition.textAt("status").equals("True"))
                .toList();
        List<String> details = holding.stream().map(ConditionCheck::told).toList();
        for (String type : List.of("Failed", "Degraded", "Pending", "Ready")) {
            Optional<JsonPath> found = holding.stream()
                    .filter(condition -> condition.textAt("type").equals(type))
                    .findFirst();
            if (found.isPresent()) {
                State state = BAD.contains(type) ? State.FAILED : type.equals("Ready") ? State.VERIFIED : State.PENDING;
                return finding(subject, seen, state, found.get(), applied).with(details);
            }
        }
        return silent(subject, seen, applied);
    }

    static Finding flowCollector(ObjectRef subject, ObservedObject seen, Instant applied) {
        Optional<JsonPath> ready = conditions(seen).stream()
                .filter(condition -> condition.textAt("type").equals("Ready"))
                .findFirst();
        if (ready.isEmpty()) {
            return silent(subject, seen, applied);
        }
        boolean isGood = ready.get().textAt("status").equals("True");
        boolean isBad = ready.get().textAt("reason").contains("Fail");
        State state = isGood ? State.VERIFIED : isBad ? State.FAILED : State.PENDING;
        return finding(subject, seen, state, ready.get(), applied);
    }

    private static Finding silent(ObjectRef subject, ObservedObject seen, Instant applied) {
        String reason = "its operator has not said how it is";
        return Finding.bad(subject, seen.uid(), State.PENDING, reason, reason, seen.wrongSince(applied));
    }

    private static Finding finding(
            ObjectRef subject, ObservedObject seen, State state, JsonPath condition, Instant applied) {
        Optional<Instant> since = condition.at("lastTransitionTime").time();
        if (state == State.VERIFIED) {
            return Finding.good(subject, seen.uid(), since.orElse(applied)).on("its operator calls it ready");
        }
        Optional<Instant> wrong = since.map(time -> state == State.PENDING && time.isBefore(applied) ? applied : time)
                .or(() -> seen.wrongSince(applied));
        return Finding.bad(subject, seen.uid(), state, condition.textAt("type"), told(condition), wrong);
    }

    private static List<JsonPath> conditions(ObservedObject seen) {
        return seen.status().at("conditions").each().toList();
    }

    private static String told(JsonPath condition) {
        String reason = condition.textAt("reason");
        String message = condition.textAt("message");
        return condition.textAt("type")
                + (condition.textAt("status").equals("True") ? "" : " is " + condition.textAt("status"))
                + (reason.isEmpty() ? "" : " (" + reason + ")")
                + (message.isEmpty() ? "" : ": " + message);
    }
}
