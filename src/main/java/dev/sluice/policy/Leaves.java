package dev.sluice.policy;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.Prefixes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The fewest prefixes of each of several disjoint sets, merged in ascending order. */
final class Leaves {

    private final List<Leeway> leeways = new ArrayList<>();
    private final List<Prefixes> lists = new ArrayList<>();

    Leaves(Family family, Map<Leeway, IpSet> sets) {
        sets.forEach((leeway, set) -> {
            if (!set.only(family).isEmpty()) {
                leeways.add(leeway);
                lists.add(set.only(family).prefixes());
            }
        });
    }

    void forEach(BiConsumer<Prefix, Leeway> consumer) {
        int[] next = new int[lists.size()];
        Prefix[] heads = lists.stream().map(Prefixes::getFirst).toArray(Prefix[]::new);
        for (int rest = lists.stream().mapToInt(Prefixes::size).sum(); rest > 0; rest--) {
            int lowest = -1;
            for (int list = 0; list < heads.length; list++) {
                boolean left = next[list] < lists.get(list).size();
                if (left && (lowest < 0 || heads[list].compareTo(heads[lowest]) < 0)) {
                    lowest = list;
                }
            }
            consumer.accept(heads[lowest], leeways.get(lowest));
            next[lowest]++;
            if (next[lowest] < lists.get(lowest).size()) {
                heads[lowest] = lists.get(lowest).get(next[lowest]);
            }
        }
    }
}
