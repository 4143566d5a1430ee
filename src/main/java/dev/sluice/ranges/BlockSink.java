package dev.sluice.ranges;

import java.util.Arrays;

/** Collects prefixes of one family in any order, with repetitions. */
final class BlockSink {

    private final Family family;
    private final int width;
    private long[] words;
    private int used;
    private boolean ascending = true;

    BlockSink(Family family, int capacity) {
        this.family = family;
        this.width = Blocks.width(family);
        this.words = new long[capacity * width];
    }

    /** Adds a prefix whose host bits are zero. */
    void add(long high, long low, int length) {
        if (used + width > words.length) {
            words = Arrays.copyOf(words, Math.max(8 * width, 2 * words.length));
        }
        if (width == 1) {
            words[used] = Blocks.word(low, length);
        } else {
            words[used] = high;
            words[used + 1] = low;
            words[used + 2] = length;
        }
        ascending = ascending && (used == 0 || BlockSort.compare(words, used - width, words, used, width) < 0);
        used += width;
    }

    /** What was collected, sorted and each once; the sink is used up. */
    Blocks blocks() {
        return ascending
                ? new Blocks(family, words, used / width)
                : new BlockSort(family, words, used / width).sorted();
    }
}
