package dev.sluice.policy;

import java.util.ArrayList;
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

    public static Meaning of(List<Rule> rules) {
        List<Step> steps = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= rules.size(); i++) {
            boolean ends = i == rules.size() || rules.get(i).decides().isEmpty();
            if (ends && start < i) {
                steps.add(new Whole(Decision.of(rules.subList(start, i))));
            }
            if (ends && i < rules.size()) {
                steps.add(new Partial(rules.get(i)));
            }
            start = ends ? i + 1 : start;
        }
        return new Meaning(steps);
    }
}
