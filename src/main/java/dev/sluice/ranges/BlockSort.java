package dev.sluice.ranges;

/**
 * Sorts the words of {@link Blocks}: by radix, the least significant digit first, so that the time is linear in their
 * number. A digit in which all agree costs a count and no move; most of IPv6 agrees in most of them.
 */
final class BlockSort {

    /** Four digits make an IPv4 prefix; their counters fit into the nearest cache. */
    private static final int DIGIT_BITS = 10;

    private static final int DIGIT = (1 << DIGIT_BITS) - 1;

    /** Below this many, clearing the counters takes longer than inserting one by one. */
    private static final int FEW = 64;

    private final Family family;
    private final int width;
    private final int size;
    private long[] words;

    /** Sorts the first {@code size} prefixes; the array is used up. */
    BlockSort(Family family, long[] words, int size) {
        this.family = family;
        this.width = Blocks.width(family);
        this.size = size;
        this.words = words;
    }

    /** The prefixes in order, each once. */
    Blocks sorted() {
        if (size < FEW) {
            insertOneByOne();
        } else {
            sortByDigits();
        }
        return new Blocks(family, words, closeGaps() / width);
    }

    /** The order of two prefixes that begin at these places. */
    static int compare(long[] words, int i, long[] others, int j, int width) {
        for (int word = 0; word < width; word++) {
            int order = Long.compareUnsigned(words[i + word], others[j + word]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private void sortByDigits() {
        long[] spare = new long[words.length];
        for (int word = width - 1; word >= 0; word--) {
            for (int shift = 0; shift < Blocks.bits(family, word); shift += DIGIT_BITS) {
                int[] places = count(words, word, shift);
                if (toPlaces(places)) {
                    move(words, spare, word, shift, places);
                    long[] moved = spare;
                    spare = words;
                    words = moved;
                }
            }
        }
    }

    // What these two loops read lies in local variables: fields, which the stores might change, cost a fifth more.
    private int[] count(long[] from, int word, int shift) {
        int[] counts = new int[1 << DIGIT_BITS];
        int step = width;
        int end = size * step;
        for (int i = word; i < end; i += step) {
            counts[(int) (from[i] >>> shift) & DIGIT]++;
        }
        return counts;
    }

    private void move(long[] from, long[] to, int word, int shift, int[] places) {
        int step = width;
        int end = size * step;
        for (int i = 0; i < end; i += step) {
            int place = step * places[(int) (from[i + word] >>> shift) & DIGIT]++;
            to[place] = from[i];
            if (step == 3) {
                to[place + 1] = from[i + 1];
                to[place + 2] = from[i + 2];
            }
        }
    }

    /** Turns how often each digit occurs into where its first prefix goes; false where all have the same digit. */
    private boolean toPlaces(int[] counts) {
        int place = 0;
        for (int digit = 0; digit < counts.length; digit++) {
            int count = counts[digit];
            if (count == size) {
                return false;
            }
            counts[digit] = place;
            place += count;
        }
        return true;
    }

    private void insertOneByOne() {
        long[] moving = new long[width];
        for (int i = width; i < size * width; i += width) {
            System.arraycopy(words, i, moving, 0, width);
            int place = i;
            while (place > 0 && compare(moving, 0, words, place - width, width) < 0) {
                System.arraycopy(words, place - width, words, place, width);
                place -= width;
            }
            System.arraycopy(moving, 0, words, place, width);
        }
    }

    /** Moves what is not repeated to the front, in order; says how many words that are. */
    private int closeGaps() {
        int kept = 0;
        for (int i = 0; i < size * width; i += width) {
            if (i == 0 || compare(words, kept - width, words, i, width) != 0) {
                for (int word = 0; word < width; word++) {
                    words[kept++] = words[i + word];
                }
            }
        }
        return kept;
    }
}
