package dev.sluice.review.forge.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** A list that a forge gives piece by piece, each of which says where the next one begins. */
public final class LinkedPages<T> {

    /** What no list of a request has: a server that repeats itself must not hold a run. */
    private static final int MOST = 1_000;

    private final long first;
    private final LongFunction<Piece<T>> piece;

    /**
     * Some entries.
     *
     * @param next empty behind the last
     */
    public record Piece<T>(List<T> entries, OptionalLong next) {}

    /**
     * @param first where the first piece begins
     * @param piece gets the one that begins there
     */
    public LinkedPages(long first, LongFunction<Piece<T>> piece) {
        this.first = first;
        this.piece = piece;
    }

    public List<T> all() {
        List<T> all = new ArrayList<>();
        first(entry -> !all.add(entry));
        return all;
    }

    /** The first that is right; no piece behind it is asked for. */
    public Optional<T> first(Predicate<T> isRight) {
        OptionalLong next = OptionalLong.of(first);
        for (int times = 0; times < MOST && next.isPresent(); times++) {
            Piece<T> found = piece.apply(next.getAsLong());
            Optional<T> right = found.entries().stream().filter(isRight).findFirst();
            if (right.isPresent()) {
                return right;
            }
            next = found.next();
        }
        return Optional.empty();
    }
}
