package dev.sluice.serve.web;

import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.policy.Amounts;
import dev.sluice.run.RunReport;
import dev.sluice.run.RunReport.FeedReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The state of everything, in one sentence of at most three parts. */
final class StatusSentence {

    private static final Set<String> GOOGLE = Set.of("goog", "cloud");
    private static final int SHORT = 7;

    private StatusSentence() {}

    /**
     * For example {@code All 3 clusters run commit 1a2b3c4; Google's lists are 5 hours old; 262 rules}.
     *
     * @param clusters those that are followed
     * @param published the branch's last commit
     * @param reports of runs, newest first
     */
    static String of(List<Verification> clusters, Optional<String> published, List<RunReport> reports, Instant now) {
        Optional<RunReport> informed =
                reports.stream().filter(report -> !report.feeds().isEmpty()).findFirst();
        Optional<RunReport> computed =
                reports.stream().filter(report -> !report.blocked().isEmpty()).findFirst();
        return Stream.of(
                        Optional.of(clusters.isEmpty() ? published(published) : running(clusters)),
                        informed.flatMap(report -> lists(report.feeds(), now)),
                        computed.map(StatusSentence::rules))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; ", "", "."));
    }

    private static String published(Optional<String> commit) {
        return commit.map(name -> "Commit " + name.substring(0, SHORT) + " is published, and no cluster is followed")
                .orElse("Nothing is published yet");
    }

    private static String running(List<Verification> clusters) {
        long good = count(clusters, State.VERIFIED);
        if (good < clusters.size()) {
            return good + " of " + Amounts.count(clusters.size(), "cluster") + " run what was committed"
                    + trouble(clusters);
        }
        Set<String> commits = clusters.stream().map(Verification::commit).collect(Collectors.toSet());
        String what = commits.size() == 1
                ? "commit " + commits.iterator().next().substring(0, SHORT)
                : "what was committed for them";
        return clusters.size() == 1
                ? "Cluster " + clusters.getFirst().cluster() + " runs " + what
                : "All " + clusters.size() + " clusters run " + what;
    }

    private static String trouble(List<Verification> clusters) {
        return Stream.of(State.DRIFTED, State.FAILED, State.PENDING)
                .filter(state -> count(clusters, state) > 0)
                .map(state -> count(clusters, state) + " " + state.word())
                .collect(Collectors.joining(", ", ", ", ""));
    }

    private static long count(List<Verification> clusters, State state) {
        return clusters.stream().filter(cluster -> cluster.state() == state).count();
    }

    private static Optional<String> lists(List<FeedReport> feeds, Instant now) {
        String whose = feeds.stream().allMatch(feed -> GOOGLE.contains(feed.name())) ? "Google's lists" : "the lists";
        return feeds.stream()
                .filter(feed -> feed.syncToken() != null)
                .map(feed -> Duration.between(Instant.ofEpochMilli(feed.syncToken()), now))
                .max(Comparator.naturalOrder())
                .map(age -> whose + " are " + PageTime.words(age) + " old");
    }

    private static String rules(RunReport report) {
        long rules = report.blocked().stream()
                .mapToLong(RunReport.BlockedReport::rules)
                .sum();
        return Amounts.count(rules, "rule");
    }
}
