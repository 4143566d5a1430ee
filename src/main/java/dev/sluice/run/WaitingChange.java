package dev.sluice.run;

import dev.sluice.plan.Plan;
import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.PlannedRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change that a person may accept as it is.
 *
 * @param digest of its effect, 64 hexadecimal digits
 * @param subject a cluster, or {@code all}
 * @param reasons why it waits, a sentence each
 */
public record WaitingChange(String digest, String subject, List<String> reasons) {

    public WaitingChange {
        reasons = List.copyOf(reasons);
    }

    static WaitingChange of(Plan.Hold hold) {
        return new WaitingChange(hold.effect(), "all", hold.reasons());
    }

    static WaitingChange of(PlannedRequest request) {
        Briefing.Checks checks = request.briefing().checks();
        return new WaitingChange(
                request.content(),
                request.subject(),
                Stream.concat(
                                checks.tripped().stream().map(Object::toString),
                                checks.removals().stream().map(removal -> removal + " would be removed"))
                        .toList());
    }
}
