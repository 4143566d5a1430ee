package dev.sluice.ranges;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A named list of prefixes as somebody published it.
 *
 * <p>Entries are sorted and without repetition, so that two lists with the same content are equal in whatever order they
 * were published.
 */
public record PrefixList(String name, List<Entry> entries) {

    public PrefixList {
        entries = entries.stream().sorted().distinct().toList();
    }

    public static PrefixList of(String name, Collection<Prefix> prefixes) {
        return new PrefixList(
                name, prefixes.stream().map(prefix -> new Entry(prefix, "")).toList());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException naming the list and the line that is not a prefix
     */
    public static PrefixList parse(String name, String text) {
        List<String> lines = text.lines().toList();
        return of(
                name,
                lines.stream()
                        .map(line -> {
                            try {
                                return Prefix.parse(line);
                            } catch (IllegalArgumentException e) {
                                throw new IllegalArgumentException(
                                        name + ", line " + (lines.indexOf(line) + 1) + ": " + e.getMessage(), e);
                            }
                        })
                        .toList());
    }

    /** The prefixes without their scopes: sorted, without repetition, not merged. */
    public List<Prefix> prefixes() {
        return entries.stream().map(Entry::prefix).distinct().toList();
    }

    public List<Prefix> prefixes(Family family) {
        return prefixes().stream().filter(prefix -> prefix.family() == family).toList();
    }

    public IpSet addresses() {
        return IpSet.of(prefixes());
    }

    /** The most specific entry that holds an address. */
    public Optional<Entry> entryFor(Address address) {
        return entries.stream()
                .filter(entry -> entry.prefix().contains(address))
                .max(Comparator.comparingInt(entry -> entry.prefix().length()));
    }

    /** The prefixes in canonical form: sorted, one a line, each line ended. */
    public String text() {
        return prefixes().stream().map(prefix -> prefix + "\n").collect(Collectors.joining());
    }
}
