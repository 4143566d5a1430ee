package dev.sluice.review.forge.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** A list that a forge gives page by page. */
public final class Pages<T> {

    /** What no list of a request has: a server that repeats itself must not hold a run. */
    private static final int MOST = 1_000;

    private final int size;
    private final IntFunction<List<T>> page;

    /**
     * @param size how many a full page has at least; a shorter one is the last
     * @param page gets the page of a number, from 1
     */
    public Pages(int size, IntFunction<List<T>> page) {
        this.size = size;
        this.page = page;
    }

    public List<T> all() {
        List<T> all = new ArrayList<>();
        first(entry -> !all.add(entry));
        return all;
    }

    /** The first that is right; no page behind it is asked for. */
    public Optional<T> first(Predicate<T> isRight) {
        for (int number = 1; number <= MOST; number++) {
            List<T> entries = page.apply(number);
            Optional<T> first = entries.stream().filter(isRight).findFirst();
            if (first.isPresent() || entries.size() < size) {
                return first;
            }
        }
        return Optional.empty();
    }
}
