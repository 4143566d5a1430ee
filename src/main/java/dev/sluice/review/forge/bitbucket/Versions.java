package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.forge.calls.RefusedException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Changes of what has a version: Bitbucket refuses one that was made of an older version than there is. */
final class Versions {

    private static final int TRIES = 3;

    private Versions() {}

    /** Reads something and changes it as it is; anew where it was changed in between. */
    static <T, R> R again(Supplier<T> read, Function<T, R> change) {
        for (int left = TRIES - 1; ; left--) {
            try {
                return change.apply(read.get());
            } catch (RefusedException e) {
                boolean isOutOfDate = e.isStatus(409) && e.says("outofdate");
                if (left == 0 || !isOutOfDate) {
                    throw e;
                }
            }
        }
    }
}
