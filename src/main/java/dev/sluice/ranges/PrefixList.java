package dev.sluice.ranges;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A named list of prefixes as it was published, some with a scope.
 *
 * <p>Entries are sorted and without repetition, so that two lists with the same content are equal in whatever order they
 * were published. Where no entry has a scope, there is no object for each.
 */
public final class PrefixList {

    private final String name;
    private final Prefixes prefixes;
    private final List<Entry> entries;

    public PrefixList(String name, Collection<Entry> entries) {
        this.name = name;
        this.prefixes = Prefixes.of(entries.stream().map(Entry::prefix).toList());
        this.entries = entries.stream().sorted().distinct().toList();
    }

    private PrefixList(String name, Prefixes prefixes) {
        this.name = name;
        this.prefixes = prefixes;
        this.entries = new Unscoped(prefixes);
    }

    /** A list without scopes. */
    public static PrefixList of(String name, Collection<Prefix> prefixes) {
        return new PrefixList(name, Prefixes.of(prefixes));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException naming the list and the line that is not a prefix
     */
    public static PrefixList parse(String name, String text) {
        try {
            return of(name, Prefixes.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ", " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail as streams do", e);
        }
    }

    public String name() {
        return name;
    }

    /** What was published: sorted by prefix, then scope. */
    public List<Entry> entries() {
        return entries;
    }

    /** The prefixes without their scopes: sorted, without repetition, not merged. */
    public Prefixes prefixes() {
        return prefixes;
    }

    public Prefixes prefixes(Family family) {
        return prefixes.only(family);
    }

    public IpSet addresses() {
        return IpSet.of(prefixes);
    }

    /** The most specific entry that holds an address. */
    public Optional<Entry> entryFor(Address address) {
        return entries.stream()
                .filter(entry -> entry.prefix().contains(address))
                .max(Comparator.comparingInt(entry -> entry.prefix().length()));
    }

    /** The prefixes in canonical form: sorted, one a line, each line ended. */
    public String text() {
        return prefixes.text();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PrefixList other && name.equals(other.name) && entries.equals(other.entries);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + prefixes.hashCode();
    }

    @Override
    public String toString() {
        return name + " " + entries;
    }

    /** Prefixes as entries, each made when it is read. */
    private static final class Unscoped extends AbstractList<Entry> {

        private final Prefixes prefixes;

        Unscoped(Prefixes prefixes) {
            this.prefixes = prefixes;
        }

        @Override
        public Entry get(int index) {
            return new Entry(prefixes.get(index), "");
        }

        @Override
        public int size() {
            return prefixes.size();
        }
    }
}
