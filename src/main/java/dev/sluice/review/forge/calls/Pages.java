package dev.sluice.review.forge.calls;

import dev.sluice.review.forge.calls.LinkedPages.Piece;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** A list that a forge gives page by page. */
public final class Pages<T> {

    private final LinkedPages<T> pages;

    /**
     * @param size how many a full page has at least; a shorter one is the last
     * @param page gets the page of a number, from 1
     */
    public Pages(int size, IntFunction<List<T>> page) {
        this.pages = new LinkedPages<>(1, number -> {
            List<T> entries = page.apply((int) number);
            return new Piece<>(entries, entries.size() < size ? OptionalLong.empty() : OptionalLong.of(number + 1));
        });
    }

    public List<T> all() {
        return pages.all();
    }

    /** The first that is right; no page behind it is asked for. */
    public Optional<T> first(Predicate<T> isRight) {
        return pages.first(isRight);
    }
}
