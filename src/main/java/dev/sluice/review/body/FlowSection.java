package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Impact.Changed;
import dev.sluice.policy.Impact.Grouped;
import dev.sluice.policy.Treatment;
import dev.sluice.review.body.BodyModel.FlowRow;
import dev.sluice.review.body.BodyModel.FlowTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What recorded flows say, with what they do not say beside it. */
final class FlowSection {

    private FlowSection() {}

    /** Of a cluster whose traffic is known without addresses. */
    private static final int GROUPS = 10;

    private record PlacedFlow(String cluster, Changed changed) {}

    static FlowTable of(Briefing briefing, Depth depth) {
        List<Impact> impacts = briefing.impact();
        List<Inline> notes = new ArrayList<>();
        impacts.stream().limit(depth.groups()).forEach(impact -> say(impact, notes));
        if (impacts.size() > depth.groups()) {
            notes.add(Inline.say(
                    "Left out here: what was observed in %s more clusters.", impacts.size() - depth.groups()));
        }
        List<PlacedFlow> rows = impacts.stream()
                .flatMap(impact -> impact.changed().stream().map(changed -> new PlacedFlow(impact.cluster(), changed)))
                .sorted(Comparator.comparingLong(
                                (PlacedFlow row) -> row.changed().bytes())
                        .reversed())
                .toList();
        if (rows.size() > depth.rows()) {
            notes.add(Inline.say("%s lighter rows are left out here.", rows.size() - depth.rows()));
        }
        return new FlowTable(
                notes, rows.stream().limit(depth.rows()).map(FlowSection::flow).toList());
    }

    private static void say(Impact impact, List<Inline> notes) {
        Inline cluster = Inline.code(impact.cluster());
        notes.add(Inline.say("%s: %s.", cluster, Inline.words(impact.headline())));
        impact.sampling().ifPresent(sampling -> notes.add(Inline.say("%s: %s was seen.", cluster, sampling)));
        impact.grouped().stream().limit(GROUPS).forEach(group -> notes.add(grouped(cluster, group)));
        if (impact.grouped().size() > GROUPS) {
            notes.add(Inline.say(
                    "%s: left out here: %s lighter workloads.",
                    cluster, impact.grouped().size() - GROUPS));
        }
        impact.unseen().forEach(unseen -> notes.add(Inline.say("%s, not seen: %s", cluster, unseen)));
    }

    private static Inline grouped(Inline cluster, Grouped group) {
        String workload = group.workload().isEmpty() ? "" : "/" + group.workload();
        return Inline.say(
                "%s: %s sent %s bytes to external addresses %s.",
                cluster,
                Inline.code(group.namespace() + workload),
                group.bytes(),
                group.label().isEmpty()
                        ? Inline.say("without a label")
                        : Inline.say("with the label %s", Inline.code(group.label())));
    }

    private static FlowRow flow(PlacedFlow row) {
        Changed changed = row.changed();
        String workload = changed.workload().isEmpty() ? "" : "/" + changed.workload();
        return new FlowRow(
                Inline.code(row.cluster() + "/" + changed.namespace() + workload),
                Inline.code(changed.destination().toString()),
                word(changed.before()) + " → **" + word(changed.after()) + "**",
                String.format(Locale.ROOT, "%,d", changed.bytes()),
                changed.lastSeen().toString(),
                changed.roundTrip()
                        .map(roundTrip -> millis(roundTrip.median()) + " / " + millis(roundTrip.p95()))
                        .orElse("– / –"));
    }

    private static String word(Treatment treatment) {
        return switch (treatment) {
            case ALLOWED -> "Allow";
            case DENIED -> "Deny";
            case UNDECIDED -> "up to a DNS name or node";
        };
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
