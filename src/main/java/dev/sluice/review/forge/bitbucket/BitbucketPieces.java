package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.forge.calls.LinkedPages.Piece;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How the two products say where the next piece of a list begins. */
final class BitbucketPieces {

    private BitbucketPieces() {}

    /** The pieces of a list: null where the answer is none. */
    static <T> @Nullable Piece<T> of(@Nullable List<T> values, boolean isLast, @Nullable Long next) {
        return values == null
                ? null
                : new Piece<>(values, isLast || next == null ? OptionalLong.empty() : OptionalLong.of(next));
    }

    /** The pieces of a list, by the numbers of pages: null where the answer is none. */
    static <T> @Nullable Piece<T> ofPage(@Nullable List<T> values, @Nullable String next, long page) {
        return values == null
                ? null
                : new Piece<>(values, next == null ? OptionalLong.empty() : OptionalLong.of(page + 1));
    }
}
