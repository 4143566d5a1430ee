package dev.sluice.config;

import org.jspecify.annotations.Nullable;

/** Reads a whole number of a range. */
public abstract class WholeNumber extends ValueConverter<Integer> {

    private static final long serialVersionUID = 1;

    /** Both ends count. */
    protected WholeNumber(int from, int to) {
        super(
                "whole number from " + from + (to == Integer.MAX_VALUE ? "" : " to " + to),
                Problems.wholeNumber(from, to),
                from);
    }

    @Override
    public @Nullable Integer convert(String text) {
        return super.convert(text);
    }
}
