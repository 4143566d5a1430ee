package dev.sluice.review.body;

import dev.sluice.policy.Action;
import dev.sluice.review.body.Impact.Row;
import dev.sluice.review.body.Page.Flow;
import dev.sluice.review.body.Page.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What recorded flows say, with what they do not say beside it. */
final class FlowSection {

    private FlowSection() {}

    static Flows of(Briefing briefing, Depth depth) {
        return switch (briefing.impact()) {
            case Impact.NotAsked() -> new Flows(List.of(), List.of());
            case Impact.Unknown(String reason) ->
                new Flows(
                        List.of(Inline.say(
                                "Traffic was not looked at: %s. Nothing is known of what it would meet.", reason)),
                        List.of());
            case Impact.Observed observed -> observed(observed, depth);
        };
    }

    private static Flows observed(Impact.Observed observed, Depth depth) {
        List<Inline> notes = new ArrayList<>();
        notes.add(Inline.say(
                "External flows from %s to %s, one packet in %s seen. A flow that was not observed may exist even so.",
                observed.from(), observed.to(), observed.sampling()));
        if (observed.rows().isEmpty()) {
            notes.add(Inline.say("Of the flows that were observed, none changes its verdict."));
        }
        observed.cut().forEach(cut -> notes.add(Inline.say("Left out: %s", cut)));
        if (observed.rows().size() > depth.rows()) {
            notes.add(Inline.say(
                    "%s lighter rows are left out here.", observed.rows().size() - depth.rows()));
        }
        return new Flows(
                notes,
                observed.rows().stream()
                        .limit(depth.rows())
                        .map(FlowSection::flow)
                        .toList());
    }

    private static Flow flow(Row row) {
        return new Flow(
                Inline.code(row.cluster() + "/" + row.workload()),
                Inline.code(row.destination()),
                row.now() == Action.DENY ? "Allow → **Deny**" : "Deny → **Allow**",
                String.format(Locale.ROOT, "%,d", row.bytes()),
                row.lastSeen().toString(),
                row.median().map(FlowSection::millis).orElse("–") + " / "
                        + row.p95().map(FlowSection::millis).orElse("–"));
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
