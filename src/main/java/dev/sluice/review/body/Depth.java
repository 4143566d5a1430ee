package dev.sluice.review.body;

import java.util.List;

/**
 * How much a body says. What is worth least goes first where a forge's limit asks for it.
 *
 * @param decisions whether everything that is denied is listed
 * @param rows at most in a table or a list
 * @param groups at most of things that change alike
 * @param names at most of what is true of many
 */
record Depth(boolean decisions, int rows, int groups, int names) {

    /** From everything to what always fits. */
    static final List<Depth> ALL = List.of(
            new Depth(true, 40, 40, 12),
            new Depth(false, 40, 40, 12),
            new Depth(false, 20, 10, 12),
            new Depth(false, 10, 5, 8),
            new Depth(false, 5, 2, 4),
            new Depth(false, 1, 1, 1));
}
