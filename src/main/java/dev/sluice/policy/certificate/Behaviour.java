package dev.sluice.policy.certificate;

import dev.sluice.policy.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happens to traffic to one address: the limited rules that it meets, then the action for what none of them takes.
 *
 * <p>Limited rules are those with ports, a name or a node selector: whether they match is not known from the address.
 * Neighbours of the same action have no order among themselves, since whichever matches says the same.
 */
record Behaviour(List<Stretch> turns, Action otherwise) {

    static final Behaviour ALLOWED = new Behaviour(List.of(), Action.ALLOW);

    Behaviour {
        turns = List.copyOf(turns);
    }

    /** Limited rules of one action without one of the other action between them. */
    record Stretch(Action action, SortedSet<String> matches) {

        Stretch {
            matches = Collections.unmodifiableSortedSet(new TreeSet<>(matches));
        }

        private Stretch and(Collection<String> more) {
            SortedSet<String> all = new TreeSet<>(matches);
            all.addAll(more);
            return new Stretch(action, all);
        }

        @Override
        public String toString() {
            return action + " " + String.join(", ", matches);
        }
    }

    /** Whether it is another one with a denial less at most, or allows everything. */
    boolean isAsMildAs(Behaviour other) {
        return equals(ALLOWED)
                || turns.equals(other.turns) && (otherwise == other.otherwise || otherwise == Action.ALLOW);
    }

    /** These turns and a limited rule behind them. */
    static List<Stretch> then(List<Stretch> turns, Action action, Collection<String> matches) {
        List<Stretch> longer = new ArrayList<>(turns);
        if (!turns.isEmpty() && turns.getLast().action() == action) {
            longer.set(turns.size() - 1, turns.getLast().and(matches));
        } else {
            longer.add(new Stretch(action, new TreeSet<>(matches)));
        }
        return List.copyOf(longer);
    }

    /** For example {@code Deny}, or {@code Allow TCP/443, dns example.com; Deny}. */
    @Override
    public String toString() {
        return Stream.concat(turns.stream(), Stream.of(otherwise))
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }
}
