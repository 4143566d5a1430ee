package dev.sluice.plan.history;

import dev.sluice.policy.NetEffect;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * The commits that changed what is published, and what the fleet's firewalls decided after each.
 *
 * @param commits newest first
 * @param end why there are no older ones
 */
public record PublishedHistory(List<PublishedCommit> commits, HistoryEnd end) {

    public PublishedHistory {
        commits = List.copyOf(commits);
    }

    /** Why a history ends where it does. */
    public enum HistoryEnd {
        /** Nothing was published before. */
        BEGINNING("the first commit is among them"),
        /** There are as many commits as are shown. */
        MOST("older commits are not shown"),
        /** Older commits are not fetched. */
        BOUND("older commits are not fetched"),
        /** Time was up; the next question goes on. */
        TIME("reading them takes longer than one answer may: ask again for older ones"),
        /** The server does not give older files. */
        UNREADABLE("the files of older commits cannot be read");

        private final String words;

        HistoryEnd(String words) {
            this.words = words;
        }

        /** Whether there is nothing older. */
        public boolean isComplete() {
            return this == BEGINNING;
        }

        /** Such as {@code older commits are not shown}. */
        public String words() {
            return words;
        }
    }

    /**
     * A commit that wrote or deleted files of clusters.
     *
     * @param commit 40 hexadecimal digits
     * @param author the name in it, as it is
     * @param subject the first line of its message, as it is
     * @param acceptedBy who accepted what was held, as it is
     * @param clusters those whose firewalls it changed, ascending
     * @param after what the whole fleet's firewalls decide after it
     */
    public record PublishedCommit(
            String commit,
            Instant time,
            String author,
            String subject,
            List<String> acceptedBy,
            List<ClusterStep> clusters,
            FleetFigures after) {

        public PublishedCommit {
            acceptedBy = List.copyOf(acceptedBy);
            clusters = List.copyOf(clusters);
        }
    }

    /**
     * What a commit means for one cluster.
     *
     * @param effect on the addresses that its firewalls deny
     * @param rules of all of its firewalls after the commit
     */
    public record ClusterStep(String cluster, NetEffect effect, int rules) {}

    /**
     * What the firewalls of all clusters decide.
     *
     * @param ipv4 how many addresses at least one of them denies
     * @param ipv6 the same
     * @param rules of all firewalls together
     * @param firewalls how many there are
     */
    public record FleetFigures(BigInteger ipv4, BigInteger ipv6, int rules, int firewalls) {}
}
