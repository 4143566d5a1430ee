package dev.sluice.review.body;

import dev.sluice.review.body.ClusterChange.Kind;
import dev.sluice.text.OutsideText;
import java.util.List;
import java.util.stream.Collectors;

/** The title of a request: the net effect, in at most {@value #LONGEST} characters. */
public final class Title {

    /** What fits a list of requests, and the subject of the commit that a merge makes. */
    static final int LONGEST = 72;

    private static final int LONGEST_NAME = 24;

    private Title() {}

    /** For example {@code demo: deny 3 more Google prefixes, 1 fewer}. */
    public static String of(Briefing briefing) {
        List<ClusterChange> stay = of(briefing, false);
        List<ClusterChange> gone = of(briefing, true);
        if (stay.isEmpty()) {
            return "remove " + names(gone);
        }
        List<String> effects = stay.stream()
                .map(cluster -> Tally.of(cluster).words())
                .distinct()
                .toList();
        String title = names(stay) + ": " + (effects.size() == 1 ? effects.getFirst() : "update firewalls");
        String longer = title + (gone.isEmpty() ? "" : "; remove " + names(gone));
        return longer.length() <= LONGEST ? longer : title;
    }

    private static List<ClusterChange> of(Briefing briefing, boolean removed) {
        return briefing.clusters().stream()
                .filter(cluster -> (cluster.kind() == Kind.REMOVED) == removed)
                .toList();
    }

    private static String names(List<ClusterChange> clusters) {
        return clusters.size() == 1 ? name(clusters.getFirst().cluster()) : clusters.size() + " clusters";
    }

    /** A title is no Markdown but is searched for mentions and references even so: only what names are made of stays. */
    private static String name(String outside) {
        String plain = outside.codePoints()
                .mapToObj(point -> isPlain(point) ? Character.toString(point) : "?")
                .collect(Collectors.joining());
        return OutsideText.line(plain, LONGEST_NAME - 1);
    }

    private static boolean isPlain(int point) {
        return point >= 'a' && point <= 'z'
                || point >= 'A' && point <= 'Z'
                || point >= '0' && point <= '9'
                || "-._".indexOf(point) >= 0;
    }
}
