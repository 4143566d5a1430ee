package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterChange.Transition;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Risk.Reason;
import io.quarkus.qute.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** The body of a request in Markdown that GitHub, GitLab and Gitea render alike. */
public final class RequestBody {

    private static final String TEMPLATE = "request.md";

    private final Engine engine;

    public RequestBody(Engine engine) {
        this.engine = engine;
    }

    /**
     * Writes a body that keeps a forge's limit: what is worth least is left out first, whole, and the body says so.
     *
     * @param limit in characters; a character outside the Basic Multilingual Plane counts as two, to be on the safe side
     * @return ends in the marker of the content
     * @throws IllegalArgumentException if not even the shortest body keeps the limit
     */
    public String of(Briefing briefing, int limit) {
        String body = "";
        for (Depth depth : Depth.ALL) {
            body = render(page(briefing, depth));
            if (body.length() <= limit) {
                return body;
            }
        }
        throw new IllegalArgumentException(
                "a limit of " + limit + " characters is too low: the shortest body has " + body.length());
    }

    private String render(BodyModel page) {
        return engine.getTemplate(TEMPLATE).data("page", page).render().stripTrailing() + "\n";
    }

    private static BodyModel page(Briefing briefing, Depth depth) {
        List<BodyModel.Group> groups = EffectSection.groups(briefing, depth);
        List<BodyModel.Group> shown = groups.stream().limit(depth.groups()).toList();
        long unchanged =
                briefing.firewalls().filter(firewall -> !firewall.isChanged()).count();
        return new BodyModel(
                held(briefing, depth),
                opening(briefing, depth),
                new BodyModel.EffectTables(
                        shown,
                        groups.size() - shown.size(),
                        (int) unchanged,
                        ConfigurationSection.configurations(briefing, depth),
                        ConfigurationSection.moves(briefing, depth),
                        ConfigurationSection.files(briefing, depth),
                        briefing.rulesByStrategy().entrySet().stream()
                                .map(entry -> Inline.say("%s %s", entry.getKey(), entry.getValue()))
                                .toList()),
                CheckSection.of(briefing, depth),
                VerdictSection.of(briefing, depth),
                FlowSection.of(briefing, depth),
                EvidenceSection.sources(briefing, depth),
                EvidenceSection.certificates(briefing, depth),
                EvidenceSection.decisions(briefing, depth),
                closing(briefing),
                cut(briefing, depth),
                Marker.content(briefing.content()));
    }

    private static List<Inline> held(Briefing briefing, Depth depth) {
        List<Inline> reasons = new ArrayList<>();
        briefing.checks().tripped().forEach(reading -> reasons.add(Inline.say("%s", reading)));
        briefing.checks().removals().stream()
                .limit(depth.rows())
                .forEach(removal -> reasons.add(Inline.say("%s would be removed", removal)));
        int more = briefing.checks().removals().size() - depth.rows();
        if (more > 0) {
            reasons.add(Inline.say("%s more would be removed", more));
        }
        return reasons;
    }

    private static BodyModel.Introduction opening(Briefing briefing, Depth depth) {
        List<Inline> what = Stream.of(Transition.NEW, Transition.CHANGED, Transition.REMOVED)
                .flatMap(kind -> kinds(briefing, kind, depth).stream())
                .toList();
        return new BodyModel.Introduction(
                Inline.sentence(what),
                briefing.risk().level().toString(),
                briefing.isHeld() ? "a guard holds it, and a merge lets it pass" : why(briefing.mode()),
                briefing.risk().reasons().stream()
                        .map(reason -> reason(reason, depth))
                        .toList());
    }

    private static String why(Briefing.ProposalMode mode) {
        return switch (mode) {
            case PULL_REQUEST -> "every change is proposed: sluice.git.mode is pull-request";
            case BY_RISK -> "a change of high risk is proposed: sluice.git.mode is by-risk";
        };
    }

    /** One piece for each effect that clusters have. */
    private static List<Inline> kinds(Briefing briefing, Transition kind, Depth depth) {
        List<ClusterChange> clusters = briefing.clusters().stream()
                .filter(cluster -> cluster.kind() == kind)
                .toList();
        SequencedMap<String, List<ClusterChange>> alike = new LinkedHashMap<>();
        clusters.forEach(cluster -> alike.computeIfAbsent(cluster.inShort().words(), any -> new ArrayList<>())
                .add(cluster));
        return alike.entrySet().stream()
                .limit(depth.groups())
                .map(entry -> Inline.say(
                        "%s (" + changed(entry.getValue()) + "): " + entry.getKey(),
                        Inline.codes(
                                entry.getValue().stream()
                                        .map(ClusterChange::cluster)
                                        .toList(),
                                depth.names())))
                .toList();
    }

    private static String changed(List<ClusterChange> clusters) {
        long firewalls = clusters.stream()
                .flatMap(cluster -> cluster.firewalls().stream())
                .filter(FirewallDelta::isChanged)
                .count();
        return Amounts.count(firewalls, "firewall");
    }

    private static Inline reason(Reason reason, Depth depth) {
        return reason.subjects().isEmpty()
                ? Inline.say("%s", Inline.code(reason.sentence()))
                : Inline.say("%s: %s", Inline.words(reason.sentence()), Inline.codes(reason.subjects(), depth.names()));
    }

    private static Inline closing(Briefing briefing) {
        boolean first = briefing.clusters().stream().allMatch(cluster -> cluster.kind() == Transition.NEW);
        return Inline.words(
                first
                        ? "Closing this means that nothing is published: everything stays reachable."
                        : "Closing this means that what is published stays: addresses that would be newly denied stay"
                                + " reachable, and those that would be newly allowed stay denied.");
    }

    private static List<Inline> cut(Briefing briefing, Depth depth) {
        if (depth.decisions()) {
            return List.of();
        }
        String what = depth.equals(Depth.ALL.get(1))
                ? "the list of everything that is decided is"
                : "the list of everything that is decided is, and long tables and lists end early:"
                        + " what they leave out is";
        return List.of(Inline.say(
                "Cut to keep the forge's limit: " + what + " in the files of the branch %s, in the folder %s.",
                briefing.place().branch(),
                briefing.clusters().size() == 1
                        ? briefing.place().folder() + "/"
                                + briefing.clusters().getFirst().cluster()
                        : briefing.place().folder()));
    }
}
