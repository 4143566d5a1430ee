package dev.sluice.plan.briefing;

import dev.sluice.plan.briefing.ClusterChange.Transition;
import java.util.Collection;
import java.util.List;

/** The title of a request and the subject of a commit: the net effect, in some {@value #LONGEST} characters. */
public final class Title {

    /** What fits a list of requests, and a log. */
    static final int LONGEST = 72;

    private static final int LONGEST_NAME = 24;
    private static final int SHORTEST_NAME = 12;

    private static final String HOLD = "HOLD, ";

    private Title() {}

    /** For example {@code demo: deny 67,840 more addresses, 2,491,648 fewer}; what is held says so first. */
    public static String of(Briefing briefing) {
        List<ClusterEffect> clusters =
                briefing.clusters().stream().map(ClusterChange::inShort).toList();
        List<ClusterEffect> stay = clusters.stream()
                .filter(cluster -> cluster.kind() != Transition.REMOVED)
                .toList();
        List<String> gone = clusters.stream()
                .filter(cluster -> cluster.kind() == Transition.REMOVED)
                .map(ClusterEffect::cluster)
                .toList();
        return briefing.isHeld() ? held(briefing, clusters, stay, gone) : of(stay, gone);
    }

    private static String held(
            Briefing briefing, List<ClusterEffect> all, List<ClusterEffect> stay, List<String> gone) {
        if (stay.isEmpty()) {
            return HOLD + of(stay, gone);
        }
        List<String> names = all.stream().map(ClusterEffect::cluster).toList();
        List<String> ways = HeldEffect.ways(
                all, briefing.checks().removals(), !briefing.checks().tripped().isEmpty());
        return ways.stream()
                .map(way -> titled(names, HOLD + way))
                .filter(title -> title.length() <= LONGEST)
                .findFirst()
                .orElseGet(() -> titled(names, HOLD + words(stay)));
    }

    /**
     * The same of clusters that are not briefed.
     *
     * @param stay one or more, unless some go
     * @param gone clusters that go
     */
    public static String of(Collection<ClusterEffect> stay, List<String> gone) {
        if (stay.isEmpty()) {
            return "remove " + names(gone, LONGEST_NAME);
        }
        String title = titled(stay.stream().map(ClusterEffect::cluster).toList(), words(stay));
        String longer = title + (gone.isEmpty() ? "" : "; remove " + names(gone, LONGEST_NAME));
        return longer.length() <= LONGEST ? longer : title;
    }

    private static String words(Collection<ClusterEffect> clusters) {
        List<String> effects =
                clusters.stream().map(ClusterEffect::words).distinct().toList();
        return effects.size() == 1 ? effects.getFirst() : "update firewalls";
    }

    private static String titled(List<String> clusters, String effect) {
        int room = Math.clamp(LONGEST - effect.length() - 2, SHORTEST_NAME, LONGEST_NAME);
        return names(clusters, room) + ": " + effect;
    }

    private static String names(List<String> clusters, int longest) {
        return clusters.size() == 1 ? PlainName.of(clusters.getFirst(), longest) : clusters.size() + " clusters";
    }
}
