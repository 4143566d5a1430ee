package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterChange.Transition;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.ranges.Family;
import dev.sluice.review.body.BodyModel.EffectTables;
import io.quarkus.qute.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The body of a request in Markdown that GitHub, GitLab and Gitea render alike. */
public final class RequestBody {

    private static final String TEMPLATE = "request.md";

    /** What the words of the template itself take, roughly. */
    private static final int FRAME = 4_500;

    private static final int REMOVALS = 20;
    private static final int NAMES = 12;

    /** How often a body is written again with less room, where its frame took more than thought. */
    private static final int TRIES = 4;

    private final Engine engine;

    public RequestBody(Engine engine) {
        this.engine = engine;
    }

    /**
     * Writes a body that keeps a forge's limit: it is built in the order of what is worth most, and what does not fit is
     * never written.
     *
     * @return ends in the marker of the content
     * @throws IllegalArgumentException if not even the shortest body keeps the limit
     */
    public String of(Briefing briefing, BodyPage page) {
        int room = page.limit() - page.notes().text().length() - FRAME;
        String body = "";
        for (int tries = 0; tries < TRIES; tries++) {
            body = written(briefing, page, new Room(room));
            if (body.length() <= page.limit()) {
                return body;
            }
            room = Math.max(0, room - (body.length() - page.limit()) - 100);
        }
        throw new IllegalArgumentException(
                "a limit of " + page.limit() + " characters is too low: the shortest body has " + body.length());
    }

    /** One body, whatever its length. */
    String written(Briefing briefing, BodyPage page, Room room) {
        return engine.getTemplate(TEMPLATE)
                        .data("page", model(briefing, page, room))
                        .render()
                        .stripTrailing()
                + "\n";
    }

    /** What comes first here has the first claim on the room; the long lists that are folded come last. */
    private static BodyModel model(Briefing briefing, BodyPage page, Room room) {
        List<Inline> held = held(briefing, room);
        SummarySection summary = new SummarySection(briefing);
        Room.Fitting<Inline> rows = summary.rows(room);
        List<BodyModel.ClusterNames> clusters = summary.clusters(room);
        List<Inline> sentences = room.lines(sentences(briefing, page), NAMES, sentence -> sentence)
                .items();
        List<String> chart = page.drawsMermaid() ? ChangeChart.of(summary.lines()) : List.of();
        room.takes(chart);
        EffectSection effects = new EffectSection(briefing, summary, room);
        Room.Fitting<BodyModel.Configuration> configurations = ConfigurationSection.configurations(briefing, room);
        List<Inline> moves = ConfigurationSection.moves(briefing, room);
        Room.Fitting<BodyModel.Files> files = ConfigurationSection.files(briefing, room);
        BodyModel.VerdictTables verdicts = VerdictSection.of(briefing, summary, room);
        BodyModel.FlowTable flows = FlowSection.of(briefing, room);
        BodyModel.CheckTables checks = CheckSection.of(briefing, room);
        EvidenceSection evidence = new EvidenceSection(briefing, room);
        EffectTables tables = new EffectTables(effects.groups(), configurations, moves, files);
        BodyModel.Evidence listed = evidence.withListings();
        return new BodyModel(
                held,
                summary.isNumbered(),
                rows,
                clusters,
                sentences,
                chart,
                tables,
                verdicts,
                checks,
                flows,
                listed,
                page.answer(),
                closing(briefing),
                room.isShort() ? List.of(cut(briefing)) : List.of(),
                page.notes().lines(),
                Marker.content(briefing.content()));
    }

    private static List<Inline> held(Briefing briefing, Room room) {
        List<Inline> reasons = new ArrayList<>();
        briefing.checks().tripped().forEach(reading -> reasons.add(tripped(reading)));
        briefing.checks().removals().stream()
                .limit(REMOVALS)
                .forEach(removal -> reasons.add(Inline.say("%s would be removed", removal)));
        int more = briefing.checks().removals().size() - REMOVALS;
        if (more > 0) {
            reasons.add(Inline.say("%s more would be removed", more));
        }
        return room.lines(reasons, reasons.size(), reason -> reason).items();
    }

    private static Inline tripped(Measurement reading) {
        return Inline.say(
                "guard %s: %s %s, limit %s",
                Inline.code(reading.guard()),
                Inline.words(reading.guard().sentence()),
                Inline.words("**" + reading.measured() + "**"),
                Inline.words(reading.allowed()));
    }

    private static List<Inline> sentences(Briefing briefing, BodyPage page) {
        List<Inline> sentences = new ArrayList<>();
        if (!briefing.isHeld()) {
            sentences.add(Inline.words(why(briefing)));
        }
        List<String> open = briefing.clusters().stream()
                .filter(RequestBody::isOpenOverIpv6)
                .map(ClusterChange::cluster)
                .toList();
        if (!open.isEmpty()) {
            sentences.add(Inline.say(
                    "Google stays reachable over IPv6 from %s: the cluster has IPv6, and only IPv4 is blocked"
                            + " (`families: ipv4`).",
                    Inline.codes(open, NAMES)));
        }
        long unchanged =
                briefing.firewalls().filter(firewall -> !firewall.isChanged()).count();
        if (unchanged > 0) {
            sentences.add(Inline.say("Firewalls that keep their rules: %s.", unchanged));
        }
        page.files()
                .ifPresent(files -> sentences.add(Inline.say(
                        "Files at this commit: %s",
                        Inline.link(briefing.place().folderOf(briefing.clusters()), files))));
        return sentences;
    }

    private static String why(Briefing briefing) {
        String risk = "Risk: **" + briefing.risk().level() + "**. ";
        return risk
                + switch (briefing.mode()) {
                    case PULL_REQUEST -> "Every change is proposed, since `sluice.git.mode` is `pull-request`.";
                    case BY_RISK -> "A change of high risk is proposed, since `sluice.git.mode` is `by-risk`.";
                    case ON_DEMAND -> "The change is held, and a person had it proposed.";
                };
    }

    /** Whether a cluster has IPv6, and a firewall of it that changes denies addresses of IPv4 alone. */
    private static boolean isOpenOverIpv6(ClusterChange cluster) {
        boolean hasIpv6 = Stream.of(
                        cluster.networks().machine(),
                        cluster.networks().service(),
                        cluster.networks().pod())
                .flatMap(List::stream)
                .anyMatch(network -> network.family() == Family.IPV6);
        return hasIpv6
                && cluster.firewalls().stream()
                        .filter(FirewallDelta::isChanged)
                        .map(firewall -> firewall.rules().deniedAfter())
                        .anyMatch(denied -> !denied.only(Family.IPV4).isEmpty()
                                && denied.only(Family.IPV6).isEmpty());
    }

    private static Inline closing(Briefing briefing) {
        boolean first = briefing.clusters().stream().allMatch(cluster -> cluster.kind() == Transition.NEW);
        return Inline.words(
                first
                        ? "Closing this means that nothing is published: everything stays reachable."
                        : "Closing this means that what is published stays: addresses that would be newly denied stay"
                                + " reachable, and those that would be newly allowed stay denied.");
    }

    private static Inline cut(Briefing briefing) {
        return Inline.say(
                "Cut to keep the forge's limit: long tables and lists end early. All of it is in the files of the branch"
                        + " %s, in the folder %s.",
                briefing.place().branch(), briefing.place().folderOf(briefing.clusters()));
    }
}
