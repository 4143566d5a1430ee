package dev.sluice.ranges;

import java.util.Comparator;

/**
 * One published prefix.
 *
 * @param scope the publisher's word for where the prefix is used, such as a cloud region; empty where it says nothing
 */
public record Entry(Prefix prefix, String scope) implements Comparable<Entry> {

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::prefix).thenComparing(Entry::scope);

    @Override
    public int compareTo(Entry other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return scope.isEmpty() ? prefix.toString() : prefix + " (" + scope + ")";
    }
}
