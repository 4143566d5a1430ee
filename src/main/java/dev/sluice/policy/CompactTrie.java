package dev.sluice.policy;

import dev.sluice.policy.Leeway.ListWord;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The binary trie of one family's addresses, as deep as what may be said about them differs, and the fewest rules on it of
 * which the longest that matches decides.
 *
 * <p>This is optimal routing table construction: from the leaves up, what each subtree costs under each word that a rule
 * above it may have said; from the root down, the word that costs least. Beyond the published algorithm an address may
 * have to be left without a word, and no rule takes back what one above has said.
 *
 * <p>No ordered list of prefixes does with fewer rules: one behind a prefix that contains it is dead, and the others may
 * as well come longest first. Time and space are linear in the nodes, and these are at most twice the bits of all
 * prefixes that tell addresses apart.
 *
 * @see <a href="https://doi.org/10.1109/INFCOM.1999.749256">Draves, King, Venkatachary, Zill: Constructing Optimal IP
 *     Routing Tables, INFOCOM 1999</a>
 */
final class CompactTrie {

    private static final ListWord[] WORDS = ListWord.values();

    /** More than any list costs; twice as much is still a number. */
    private static final int IMPOSSIBLE = 1 << 29;

    private static final Comparator<Prefix> LONGEST_FIRST =
            Comparator.comparing(Prefix::length).reversed().thenComparing(Comparator.naturalOrder());

    private final Family family;

    /** Nodes come after both of their children; the right child is the one before, the left one is noted here. */
    private int[] lefts = new int[64];

    /** By node and word above: the word below it, which is the same or that of a rule. */
    private byte[] choices = new byte[lefts.length * WORDS.length];

    private int nodes;

    /** The nodes whose parent is not there yet, by depth: each ends where the next begins. */
    private final int[] open = new int[Family.IPV6.bits() + 2];

    private final int[] lengths = new int[open.length];
    private final int[][] costs = new int[open.length][WORDS.length];
    private int opened;

    private CompactTrie(Family family) {
        this.family = family;
    }

    /** The fewest rules for both families, IPv4 first, the longest first: the first that matches is the longest. */
    static List<Rule> rules(Map<Leeway, IpSet> sets) {
        List<Rule> rules = new ArrayList<>();
        for (Family family : Family.values()) {
            rules.addAll(of(family, sets).rules());
        }
        return rules;
    }

    /** @param sets disjoint; together they hold every address */
    static CompactTrie of(Family family, Map<Leeway, IpSet> sets) {
        CompactTrie trie = new CompactTrie(family);
        new Leaves(family, sets).forEach(trie::add);
        return trie;
    }

    /** How many nodes the trie has. */
    int nodes() {
        return nodes;
    }

    /** The rules of this family, the longest first, then ascending. */
    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        place(nodes - 1, Prefix.everything(family).first(), 0, ListWord.NOTHING, rules);
        rules.sort(Comparator.comparing(rule -> rule.decides().orElseThrow(), LONGEST_FIRST));
        return rules;
    }

    /** Adds the leaf behind the last one, and every node that it completes. */
    private void add(Prefix leaf, Leeway leeway) {
        int[] cost = costs[opened];
        for (ListWord word : WORDS) {
            cost[word.ordinal()] = leeway.permits(word) ? 0 : IMPOSSIBLE;
        }
        lengths[opened] = leaf.length();
        open[opened++] = node(-1, cost);
        // Left to right, a node as long as the one before it is its sibling.
        while (opened > 1 && lengths[opened - 1] == lengths[opened - 2]) {
            addParent();
        }
    }

    private void addParent() {
        opened--;
        int[] left = costs[opened - 1];
        int[] right = costs[opened];
        for (int word = 0; word < WORDS.length; word++) {
            left[word] = Math.min(IMPOSSIBLE, left[word] + right[word]);
        }
        lengths[opened - 1]--;
        open[opened - 1] = node(open[opened - 1], left);
    }

    /** Adds a node that costs so much under each word that it passes on; makes of it what it costs under each above. */
    private int node(int left, int[] cost) {
        if (nodes == lefts.length) {
            lefts = Arrays.copyOf(lefts, 2 * nodes);
            choices = Arrays.copyOf(choices, 2 * nodes * WORDS.length);
        }
        lefts[nodes] = left;
        ListWord cheapest =
                cost[ListWord.DENY.ordinal()] < cost[ListWord.ALLOW.ordinal()] ? ListWord.DENY : ListWord.ALLOW;
        int withRule = Math.min(IMPOSSIBLE, 1 + cost[cheapest.ordinal()]);
        for (ListWord above : WORDS) {
            boolean takesRule = withRule < cost[above.ordinal()];
            choices[nodes * WORDS.length + above.ordinal()] = (byte) (takesRule ? cheapest : above).ordinal();
            cost[above.ordinal()] = Math.min(withRule, cost[above.ordinal()]);
        }
        return nodes++;
    }

    private void place(int node, Address first, int length, ListWord above, List<Rule> rules) {
        ListWord word = WORDS[choices[node * WORDS.length + above.ordinal()]];
        if (word != above) {
            Prefix prefix = new Prefix(first, length);
            rules.add(word == ListWord.DENY ? Rule.deny(prefix) : Rule.allow(prefix));
        }
        if (lefts[node] >= 0) {
            place(lefts[node], first, length + 1, word, rules);
            place(node - 1, middle(first, length), length + 1, word, rules);
        }
    }

    /** Where the upper half of a prefix begins. */
    private static Address middle(Address first, int length) {
        int bit = first.family().bits() - 1 - length;
        return bit < Long.SIZE
                ? new Address(first.family(), first.high(), first.low() | 1L << bit)
                : new Address(first.family(), first.high() | 1L << bit - Long.SIZE, first.low());
    }
}
