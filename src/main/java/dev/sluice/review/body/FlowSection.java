package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Impact.Changed;
import dev.sluice.policy.Impact.Grouped;
import dev.sluice.policy.Treatment;
import dev.sluice.review.body.BodyModel.FlowTable;
import dev.sluice.review.body.Room.Fitting;
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

    private static final int CLUSTERS = 40;
    private static final int FLOWS = 40;

    private record PlacedFlow(String cluster, Changed changed) {}

    static FlowTable of(Briefing briefing, Room room) {
        List<Impact> impacts = briefing.impact();
        List<Inline> notes = new ArrayList<>();
        impacts.stream().limit(CLUSTERS).forEach(impact -> say(impact, notes));
        if (impacts.size() > CLUSTERS) {
            notes.add(Inline.say("Left out here: what was observed in %s more clusters.", impacts.size() - CLUSTERS));
        }
        Fitting<Inline> said = room.lines(notes, notes.size(), note -> note);
        List<PlacedFlow> flows = impacts.stream()
                .flatMap(impact -> impact.changed().stream().map(changed -> new PlacedFlow(impact.cluster(), changed)))
                .sorted(Comparator.comparingLong(
                                (PlacedFlow row) -> row.changed().bytes())
                        .reversed())
                .toList();
        Fitting<Inline> rows = room.lines(flows, FLOWS, FlowSection::flow);
        List<Inline> all = new ArrayList<>(said.items());
        if (rows.more() > 0) {
            all.add(Inline.say("%s lighter rows are left out here.", rows.more()));
        }
        return new FlowTable(all, rows);
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

    private static Inline flow(PlacedFlow row) {
        Changed changed = row.changed();
        String workload = changed.workload().isEmpty() ? "" : "/" + changed.workload();
        return Inline.say(
                "| %s → %s | %s | %s | %s | %s |",
                row.cluster() + "/" + changed.namespace() + workload,
                changed.destination(),
                Inline.words(word(changed.before()) + " → **" + word(changed.after()) + "**"),
                Inline.words(String.format(Locale.ROOT, "%,d", changed.bytes())),
                Inline.words(changed.lastSeen().toString()),
                Inline.words(changed.roundTrip()
                        .map(roundTrip -> millis(roundTrip.median()) + " / " + millis(roundTrip.p95()))
                        .orElse("–")));
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
