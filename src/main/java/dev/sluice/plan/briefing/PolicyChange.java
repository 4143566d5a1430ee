package dev.sluice.plan.briefing;

import dev.sluice.policy.ListDifference;
import dev.sluice.policy.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a cluster's configuration changes.
 *
 * @param removed lines of {@code policy.txt} that go
 * @param added lines of {@code policy.txt} that come
 */
public record PolicyChange(List<String> removed, List<String> added) {

    public static final PolicyChange NONE = new PolicyChange(List.of(), List.of());

    /** By the first word of a line, what it says something about. */
    private static final Map<String, String> SUBJECTS = Map.of(
            "include", "feeds",
            "exclude", "feeds",
            "strategy", "strategy",
            "family", "families",
            "exempt", "exemptions",
            "network", "networks",
            "firewall", "targets",
            "before", "own rules",
            "after", "own rules");

    public PolicyChange {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** Comments do not count. */
    public static PolicyChange between(String before, String now) {
        ListDifference<String> lines = ListDifference.between(lines(before), lines(now));
        return new PolicyChange(lines.dropped(), lines.added());
    }

    private static List<String> lines(String policy) {
        return policy.lines().filter(line -> !line.startsWith("#")).toList();
    }

    public boolean isNone() {
        return removed.isEmpty() && added.isEmpty();
    }

    /** In words of the program alone, for example {@code strategy compact} or {@code exemptions, own rules}. */
    public String words() {
        List<String> subjects = Stream.concat(removed.stream(), added.stream())
                .map(line -> SUBJECTS.getOrDefault(line.split(" ", 2)[0], "other settings"))
                .distinct()
                .toList();
        return subjects.equals(List.of("strategy")) ? "strategy" + strategy() : String.join(", ", subjects);
    }

    private String strategy() {
        return Arrays.stream(Strategy.values())
                .filter(strategy -> added.contains("strategy " + strategy))
                .map(strategy -> " " + strategy)
                .collect(Collectors.joining());
    }
}
