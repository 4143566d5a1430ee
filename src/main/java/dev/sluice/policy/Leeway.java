package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What the blocking rules of a firewall may say about an address so that it is decided as it should be, given the rules
 * before and after them.
 *
 * <pre>
 *   networks, before   decide          what else is blocked, and what the rules after it say
 *                      [== ANY ==)     [== DENY ==)[== AS_DENIED ==)[== AS_ALLOWED ==)[== NOTHING ==)
 * </pre>
 */
enum Leeway {

    /** An earlier rule decides this address; any value is correct. */
    ANY(EnumSet.allOf(ListWord.class)),

    /** It is blocked, and the rules after would allow some traffic. */
    DENY(EnumSet.of(ListWord.DENY)),

    /** The rules after deny it anyway. */
    AS_DENIED(EnumSet.of(ListWord.NOTHING, ListWord.DENY)),

    /** It is not blocked, and the rules after allow it. */
    AS_ALLOWED(EnumSet.of(ListWord.NOTHING, ListWord.ALLOW)),

    /** It is not blocked, and the rules after look at ports, names or nodes. */
    NOTHING(EnumSet.of(ListWord.NOTHING));

    /** What a list of rules says about an address. */
    enum ListWord {
        NOTHING,
        ALLOW,
        DENY
    }

    private final Set<ListWord> words;

    Leeway(Set<ListWord> words) {
        this.words = words;
    }

    boolean permits(ListWord word) {
        return words.contains(word);
    }

    /** Sorts every address of both families; the sets are disjoint. */
    static Map<Leeway, IpSet> of(IpSet blocked, Networks networks, Firewall firewall) {
        Decision before = Decision.of(Action.ALLOW, networks.addresses())
                .then(OrderedRules.of(firewall.before()).decision());
        IpSet decided = before.addresses();
        After after = After.of(firewall);
        Map<Leeway, IpSet> sets = new EnumMap<>(Leeway.class);
        sets.put(ANY, decided);
        sets.put(DENY, blocked.minus(after.denied()).minus(decided));
        sets.put(AS_DENIED, after.denied().minus(decided));
        sets.put(AS_ALLOWED, after.allowed().minus(blocked).minus(decided));
        sets.put(NOTHING, after.limited().minus(blocked).minus(decided));
        return sets;
    }

    /**
     * What the rules after the blocking ones do to the addresses that reach them; together every address.
     *
     * @param limited a rule with ports, a name or a node selector may match before the address is decided
     */
    private record After(IpSet allowed, IpSet denied, IpSet limited) {

        static After of(Firewall firewall) {
            OrderedRules after = OrderedRules.of(firewall.after());
            Decision whole = after.decision().then(Decision.of(firewall.otherwise(), IpSet.EVERYTHING));
            IpSet limited = after.limited(rule -> true);
            return new After(whole.allowed().minus(limited), whole.denied().minus(limited), limited);
        }
    }
}
