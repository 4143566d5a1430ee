package dev.sluice.config;

import org.jspecify.annotations.Nullable;

/** Reads a whole number of a range. */
public abstract class WholeNumber extends ValueConverter<Integer> {

    private static final long serialVersionUID = 1;

    /** Both ends count. */
    protected WholeNumber(int from, int to) {
        super(
                "whole number from " + from + (to == Integer.MAX_VALUE ? "" : " to " + to),
                text -> read(text, from, to),
                from);
    }

    @Override
    public @Nullable Integer convert(String text) {
        return super.convert(text);
    }

    private static int read(String text, int from, int to) {
        try {
            int number = Integer.parseInt(text);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        throw new IllegalArgumentException("'" + text + "' is not a whole number from " + from + " to " + to);
    }
}
