package dev.sluice.run.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runs of one service in the notes of commits, a line each; lines of others stay.
 *
 * @param owner the service, as {@link dev.sluice.gitops.BranchOwner} names it
 * @param most how many runs are kept
 */
record NotePages(String owner, int most) {

    /** A run and the commit that the branch was at when it ended. */
    record PlacedRun(String at, NotedRun run) {}

    private static final Comparator<PlacedRun> NEWEST_FIRST =
            Comparator.comparing((PlacedRun placed) -> placed.run().started()).reversed();

    /** The runs that notes tell of, newest first. */
    List<PlacedRun> runs(Map<String, String> notes) {
        return notes.entrySet().stream()
                .flatMap(note -> note.getValue()
                        .lines()
                        .flatMap(line -> NotedRun.read(line, owner).stream())
                        .map(run -> new PlacedRun(note.getKey(), run)))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** The notes with more runs, of which the newest are kept. */
    SortedMap<String, String> with(Map<String, String> notes, List<PlacedRun> more) {
        List<PlacedRun> all = Stream.concat(runs(notes).stream(), more.stream())
                .distinct()
                .sorted(NEWEST_FIRST)
                .limit(most)
                .toList();
        Set<String> commits = new HashSet<>(notes.keySet());
        all.forEach(placed -> commits.add(placed.at()));
        SortedMap<String, String> pages = new TreeMap<>();
        for (String commit : commits) {
            List<String> lines = new ArrayList<>(Optional.ofNullable(notes.get(commit))
                    .orElse("")
                    .lines()
                    .filter(line -> NotedRun.read(line, owner).isEmpty())
                    .toList());
            all.reversed().stream()
                    .filter(placed -> placed.at().equals(commit))
                    .forEach(placed -> lines.add(placed.run().line(owner)));
            if (!lines.isEmpty()) {
                pages.put(commit, lines.stream().collect(Collectors.joining("\n", "", "\n")));
            }
        }
        return pages;
    }
}
