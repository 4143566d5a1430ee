package dev.sluice.policy;

import dev.sluice.policy.Leeway.ListWord;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The length of the shortest ordered list of rules for each way to speak about eight neighbours, found by trying all.
 *
 * <p>Breadth first: from the list without rules, each rule on each prefix is put in front of each list of minimal length.
 * A function is written in base three, a digit for each neighbour.
 */
final class ShortestLists {

    static final int NEIGHBOURS = 8;

    private static final int BASE = ListWord.values().length;
    private static final int FUNCTIONS = (int) Math.pow(BASE, NEIGHBOURS);
    private static final int[] LENGTHS = lengths();

    private ShortestLists() {}

    /** The length of the shortest list that says of each neighbour something that its leeway permits. */
    static int length(Leeway[] leeways) {
        int shortest = Integer.MAX_VALUE;
        for (int function = 0; function < FUNCTIONS; function++) {
            if (LENGTHS[function] < shortest && isPermitted(function, leeways)) {
                shortest = LENGTHS[function];
            }
        }
        return shortest;
    }

    private static boolean isPermitted(int function, Leeway[] leeways) {
        int rest = function;
        for (Leeway leeway : leeways) {
            if (!leeway.permits(ListWord.values()[rest % BASE])) {
                return false;
            }
            rest /= BASE;
        }
        return true;
    }

    private static int[] lengths() {
        int[] lengths = new int[FUNCTIONS];
        Arrays.fill(lengths, Integer.MAX_VALUE);
        lengths[0] = 0;
        Deque<Integer> reached = new ArrayDeque<>();
        reached.add(0);
        while (!reached.isEmpty()) {
            int function = reached.remove();
            for (int size = 1; size <= NEIGHBOURS; size *= 2) {
                for (int first = 0; first < NEIGHBOURS; first += size) {
                    for (ListWord word : new ListWord[] {ListWord.ALLOW, ListWord.DENY}) {
                        int longer = inFront(function, first, size, word);
                        if (lengths[longer] == Integer.MAX_VALUE) {
                            lengths[longer] = lengths[function] + 1;
                            reached.add(longer);
                        }
                    }
                }
            }
        }
        return lengths;
    }

    private static int inFront(int function, int first, int size, ListWord word) {
        int result = 0;
        int place = 1;
        int rest = function;
        for (int i = 0; i < NEIGHBOURS; i++) {
            boolean covered = i >= first && i < first + size;
            result += place * (covered ? word.ordinal() : rest % BASE);
            place *= BASE;
            rest /= BASE;
        }
        return result;
    }
}
