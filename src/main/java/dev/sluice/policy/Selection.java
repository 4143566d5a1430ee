package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import dev.sluice.ranges.Sha256;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The published lists by their role: what is blocked, and what of it is left alone. */
public record Selection(List<PrefixList> included, List<PrefixList> excluded) {

    public Selection {
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
    }

    public List<PrefixList> lists() {
        return Stream.concat(included.stream(), excluded.stream()).toList();
    }

    public List<Prefix> includedPrefixes() {
        return prefixes(included);
    }

    public List<Prefix> excludedPrefixes() {
        return prefixes(excluded);
    }

    /** The addresses that are included and not excluded. */
    public IpSet difference() {
        return IpSet.of(includedPrefixes()).minus(IpSet.of(excludedPrefixes()));
    }

    /**
     * The SHA-256 of all lists' names and canonical prefixes, in hexadecimal: the same for the same prefixes, whatever
     * token they came with.
     */
    public String digest() {
        String canonical = lists().stream()
                .sorted(Comparator.comparing(PrefixList::name))
                .distinct()
                .map(list -> list.name() + "\n" + list.text())
                .collect(Collectors.joining());
        return Sha256.hex(canonical);
    }

    /** This selection without the lists whose names do not pass. */
    public Selection only(Predicate<String> names) {
        return new Selection(
                included.stream().filter(list -> names.test(list.name())).toList(),
                excluded.stream().filter(list -> names.test(list.name())).toList());
    }

    private static List<Prefix> prefixes(Collection<PrefixList> lists) {
        return lists.stream()
                .flatMap(list -> list.prefixes().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
