package dev.sluice.review.body;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The characters that a body has left. Pieces are written until one does not fit: the work is bounded by the room, not by how
 * much there would be to say. Not for use by several threads.
 */
final class Room {

    /** Less is not worth a piece of its own. */
    private static final int LEAST = 100;

    private int left;
    private long written;
    private boolean isShort;

    Room(int characters) {
        this.left = characters;
    }

    /**
     * Some of several pieces, and how many are left out.
     *
     * @param more 0 where all are there
     */
    record Fitting<T>(List<T> items, int more) {

        Fitting {
            items = List.copyOf(items);
        }
    }

    /** The first lines, as many as fit. */
    <S> Fitting<Inline> lines(Collection<S> all, int most, Function<S, Inline> write) {
        return pieces(all, most, item -> Optional.of(write.apply(item)).filter(this::takes));
    }

    /** The first pieces that claim their own room, until one is empty. */
    <S, T> Fitting<T> pieces(Collection<S> all, int most, Function<S, Optional<T>> write) {
        List<T> fitting = new ArrayList<>();
        for (S item : all) {
            if (fitting.size() == most) {
                break;
            }
            Optional<T> piece = left < LEAST ? Optional.empty() : write.apply(item);
            if (piece.isEmpty()) {
                isShort = true;
                break;
            }
            fitting.add(piece.get());
        }
        return new Fitting<>(fitting, all.size() - fitting.size());
    }

    /** Claims room for what has been written. */
    boolean takes(Object piece) {
        int length = piece.toString().length() + 1;
        written += length;
        if (length > left) {
            isShort = true;
            return false;
        }
        left -= length;
        return true;
    }

    /** Nothing, for a piece that is known to be longer than what is left. */
    <T> Optional<T> tooLong() {
        isShort = true;
        return Optional.empty();
    }

    int left() {
        return left;
    }

    /** How many characters have been written, whether they fitted or not. */
    long written() {
        return written;
    }

    /** Whether something did not fit. */
    boolean isShort() {
        return isShort;
    }
}
