package dev.sluice.policy;

import java.util.List;

/**
 * What ordered rules mean, in a normal form: whole-address rules that follow each other become one decision, in which
 * their order and how they were split no longer show; rules with ports, names or node selectors stay as they are, in
 * their place.
 *
 * <p>Rule lists with equal meanings treat all traffic alike.
 */
public record Meaning(List<Step> steps) {

    /** One part of a meaning. */
    sealed interface Step {}

    /** A run of whole-address rules. */
    record Whole(Decision decision) implements Step {}

    /** One rule that decides no whole address. */
    record Partial(Rule rule) implements Step {}

    public Meaning {
        steps = List.copyOf(steps);
    }
}
