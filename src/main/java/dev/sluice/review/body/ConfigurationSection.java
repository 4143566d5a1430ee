package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.review.body.BodyModel.Configuration;
import dev.sluice.review.body.BodyModel.Files;
import dev.sluice.review.body.Room.Fitting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Which lines of policies and which other files change; clusters in which the same does are written once. */
final class ConfigurationSection {

    private static final int GROUPS = 20;
    private static final int LINES = 100;
    private static final int FILES = 40;
    private static final int NAMES = 12;

    private ConfigurationSection() {}

    static Fitting<Configuration> configurations(Briefing briefing, Room room) {
        return room.pieces(
                byChange(briefing, ConfigurationSection::lines).entrySet(),
                GROUPS,
                entry -> Optional.of(new Configuration(
                        Inline.codes(entry.getValue(), NAMES), room.lines(entry.getKey(), LINES, Inline::words))));
    }

    static Fitting<Files> files(Briefing briefing, Room room) {
        return room.pieces(
                byChange(briefing, ClusterChange::files).entrySet(),
                GROUPS,
                entry -> Optional.of(new Files(
                        Inline.codes(entry.getValue(), NAMES),
                        room.lines(entry.getKey(), FILES, ConfigurationSection::file))));
    }

    /** One sentence for clusters whose files move alike. */
    static List<Inline> moves(Briefing briefing, Room room) {
        return room.lines(
                        byChange(briefing, ConfigurationSection::counts).entrySet(),
                        GROUPS,
                        entry -> Inline.say(
                                "Files of %s only move, %s: no object changes its name, its namespace or what it declares,"
                                        + " but for annotations that steer Argo CD.",
                                Inline.codes(entry.getValue(), NAMES),
                                Inline.listed(entry.getKey(), entry.getKey().size())))
                .items();
    }

    /** How many files move into each folder. */
    private static List<Inline> counts(ClusterChange cluster) {
        SortedMap<String, Integer> folders = new TreeMap<>();
        cluster.moves().forEach(file -> folders.merge(file.folder(), 1, Integer::sum));
        return folders.entrySet().stream()
                .map(entry -> Inline.say("%s into %s", entry.getValue(), entry.getKey()))
                .toList();
    }

    private static Inline file(ChangedFile file) {
        return Inline.say(file.deleted() ? "%s goes" : "%s is written", file.path());
    }

    /** As a unified diff has them: each begins with a sign, so that none can end the block. */
    private static List<String> lines(ClusterChange cluster) {
        List<String> lines = new ArrayList<>();
        cluster.policyRemoved().forEach(line -> lines.add("- " + Inline.line(line)));
        cluster.policyAdded().forEach(line -> lines.add("+ " + Inline.line(line)));
        return lines;
    }

    private static <T> SequencedMap<List<T>, List<String>> byChange(
            Briefing briefing, Function<ClusterChange, List<T>> change) {
        SequencedMap<List<T>, List<String>> clusters = new LinkedHashMap<>();
        for (ClusterChange cluster : briefing.clusters()) {
            List<T> what = change.apply(cluster);
            if (!what.isEmpty()) {
                clusters.computeIfAbsent(what, any -> new ArrayList<>()).add(cluster.cluster());
            }
        }
        return clusters;
    }
}
