package dev.sluice.plan.briefing;

import dev.sluice.plan.briefing.ClusterChange.Transition;
import dev.sluice.text.OutsideText;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The title of a request and the subject of a commit: the net effect, in some {@value #LONGEST} characters. */
public final class Title {

    /** What fits a list of requests, and a log. */
    static final int LONGEST = 72;

    private static final int LONGEST_NAME = 24;
    private static final int SHORTEST_NAME = 12;

    private Title() {}

    /**
     * What changes in one cluster.
     *
     * @param effect in words
     */
    public record ClusterEffect(String cluster, String effect) {}

    /** For example {@code demo: deny 67,840 more addresses, 2,491,648 fewer}. */
    public static String of(Briefing briefing) {
        return of(
                briefing.clusters().stream()
                        .filter(cluster -> cluster.kind() != Transition.REMOVED)
                        .map(cluster -> new ClusterEffect(cluster.cluster(), cluster.words()))
                        .toList(),
                briefing.clusters().stream()
                        .filter(cluster -> cluster.kind() == Transition.REMOVED)
                        .map(ClusterChange::cluster)
                        .toList());
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
        List<String> effects =
                stay.stream().map(ClusterEffect::effect).distinct().toList();
        String effect = ": " + (effects.size() == 1 ? effects.getFirst() : "update firewalls");
        int room = Math.clamp(LONGEST - effect.length(), SHORTEST_NAME, LONGEST_NAME);
        String title = names(stay.stream().map(ClusterEffect::cluster).toList(), room) + effect;
        String longer = title + (gone.isEmpty() ? "" : "; remove " + names(gone, LONGEST_NAME));
        return longer.length() <= LONGEST ? longer : title;
    }

    private static String names(List<String> clusters, int longest) {
        return clusters.size() == 1 ? name(clusters.getFirst(), longest) : clusters.size() + " clusters";
    }

    /** A title is no Markdown but is searched for mentions and references even so: only what names are made of stays. */
    private static String name(String outside, int longest) {
        String plain = outside.codePoints()
                .mapToObj(point -> isPlain(point) ? Character.toString(point) : "?")
                .collect(Collectors.joining());
        return OutsideText.line(plain, longest - 1);
    }

    private static boolean isPlain(int point) {
        return point >= 'a' && point <= 'z'
                || point >= 'A' && point <= 'Z'
                || point >= '0' && point <= '9'
                || "-._".indexOf(point) >= 0;
    }
}
