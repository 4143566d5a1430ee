package dev.sluice.policy;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.IpSet;
import java.util.List;
import java.util.Optional;

/**
 * What is decided about each address: allowed, denied, or left to others.
 *
 * <p>Decisions chain as rules do: the first that says something about an address wins. Chaining is associative, so that
 * a long list is folded by halves.
 */
public record Decision(IpSet allowed, IpSet denied) {

    /** The decision that says nothing. */
    public static final Decision NONE = new Decision(IpSet.EMPTY, IpSet.EMPTY);

    public Decision {
        if (!allowed.intersection(denied).isEmpty()) {
            throw new IllegalArgumentException("both allowed and denied: " + allowed.intersection(denied));
        }
    }

    public static Decision of(Action action, IpSet addresses) {
        return switch (action) {
            case ALLOW -> new Decision(addresses, IpSet.EMPTY);
            case DENY -> new Decision(IpSet.EMPTY, addresses);
        };
    }

    /** Decisions one after the other; without any, {@link #NONE}. */
    static Decision chain(List<Decision> decisions) {
        if (decisions.size() <= 1) {
            return decisions.isEmpty() ? NONE : decisions.getFirst();
        }
        int half = decisions.size() / 2;
        return chain(decisions.subList(0, half)).then(chain(decisions.subList(half, decisions.size())));
    }

    /** This decision, and the other one where this says nothing. */
    public Decision then(Decision other) {
        IpSet decided = addresses();
        return new Decision(allowed.union(other.allowed.minus(decided)), denied.union(other.denied.minus(decided)));
    }

    /** What is decided about one address; empty where this says nothing about it. */
    Optional<Action> about(Address address) {
        if (denied.contains(address)) {
            return Optional.of(Action.DENY);
        }
        return allowed.contains(address) ? Optional.of(Action.ALLOW) : Optional.empty();
    }

    /** All addresses about which this says something. */
    IpSet addresses() {
        return allowed.union(denied);
    }
}
