package dev.sluice.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * How two lists differ, wherever in them their elements are.
 *
 * @param dropped each as many times as the first list has it more often than the second
 * @param added each as many times as the second list has it more often than the first
 */
public record ListDifference<T>(List<T> dropped, List<T> added) {

    public ListDifference {
        dropped = List.copyOf(dropped);
        added = List.copyOf(added);
    }

    public static <T> ListDifference<T> between(List<T> before, List<T> now) {
        return new ListDifference<>(missing(before, now), missing(now, before));
    }

    private static <T> List<T> missing(List<T> from, List<T> in) {
        List<T> rest = new ArrayList<>(from);
        in.forEach(rest::remove);
        return rest;
    }
}
