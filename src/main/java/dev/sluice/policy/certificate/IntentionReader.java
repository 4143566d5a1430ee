package dev.sluice.policy.certificate;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import dev.sluice.ranges.SpecialAddresses;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads what clusters' firewalls are meant to decide from the files in their folders {@code .sluice/}. What is blocked is
 * computed once for all clusters whose files say the same about it.
 *
 * <p>Not thread-safe.
 */
public final class IntentionReader {

    private final Map<Blocking, IpSet> known = new HashMap<>();

    /**
     * A feed and the text of its list.
     *
     * @param special whether its addresses count even where they are not public
     */
    private record ListText(String feed, String text, boolean special) {}

    /** All that the blocked addresses follow from. */
    private record Blocking(
            List<ListText> included,
            List<ListText> excluded,
            PublishedPolicy.PublishedStrategy strategy,
            Set<Family> families,
            List<Prefix> exempt) {}

    /**
     * Reads {@code policy.txt} and the lists that it names.
     *
     * @param files the text of a file in the folder, by name
     * @throws IllegalArgumentException naming the file that is missing or cannot be read, and where
     */
    public Intention read(Function<String, Optional<String>> files) {
        String file = "policy.txt";
        PublishedPolicy policy = parse(file, required(file, files), PolicyReader::read);
        Blocking blocking = new Blocking(
                listed(policy.include(), policy.special()::contains, files),
                listed(policy.exclude(), feed -> true, files),
                policy.strategy(),
                policy.families(),
                policy.exempt());
        IpSet blocked = known.get(blocking);
        if (blocked == null) {
            blocked = blocked(blocking);
            known.put(blocking, blocked);
        }
        return new Intention(policy, blocked);
    }

    private static List<ListText> listed(
            List<String> feeds, Predicate<String> special, Function<String, Optional<String>> files) {
        return feeds.stream()
                .map(feed -> new ListText(feed, required(feed + ".txt", files), special.test(feed)))
                .toList();
    }

    private static IpSet blocked(Blocking blocking) {
        List<Prefix> included = prefixes(blocking.included());
        List<Prefix> excluded = prefixes(blocking.excluded());
        IpSet blocked =
                switch (blocking.strategy()) {
                    case EXACT -> IpSet.of(included).minus(IpSet.of(excluded));
                    case PREFIX_FILTER -> IpSet.of(inNoneOf(excluded, included));
                };
        return only(blocking.families(), blocked).minus(IpSet.of(blocking.exempt()));
    }

    private static List<Prefix> prefixes(List<ListText> lists) {
        return lists.stream().flatMap(list -> prefixes(list).stream()).toList();
    }

    private static List<Prefix> prefixes(ListText list) {
        List<Prefix> listed = parse(list.feed() + ".txt", list.text(), text -> PrefixList.parse(list.feed(), text))
                .prefixes();
        return list.special() ? listed : publicOf(listed);
    }

    /** What is public of a list: no more of it is meant to be denied unless its name is among those that allow it. */
    private static List<Prefix> publicOf(List<Prefix> listed) {
        IpSet special = IpSet.of(listed).intersection(SpecialAddresses.all());
        return special.isEmpty()
                ? listed
                : listed.stream()
                        .flatMap(prefix -> IpSet.of(prefix).minus(special).prefixes().stream())
                        .toList();
    }

    private static String required(String file, Function<String, Optional<String>> files) {
        return files.apply(file).orElseThrow(() -> new IllegalArgumentException(file + " is missing"));
    }

    private static <T> T parse(String file, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** The prefixes that lie in no single one of the others. */
    private static List<Prefix> inNoneOf(Collection<Prefix> others, List<Prefix> prefixes) {
        Set<Prefix> listed = new HashSet<>(others);
        return prefixes.stream().filter(prefix -> !liesInOneOf(listed, prefix)).toList();
    }

    private static boolean liesInOneOf(Set<Prefix> listed, Prefix prefix) {
        Prefix around = prefix;
        while (!listed.contains(around) && around.length() > 0) {
            around = around.parent();
        }
        return listed.contains(around);
    }

    private static IpSet only(Set<Family> families, IpSet addresses) {
        return families.stream().map(addresses::only).reduce(IpSet.EMPTY, IpSet::union);
    }
}
