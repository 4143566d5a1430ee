package dev.sluice.config;

import java.util.function.Function;

/** Reads any text. */
public final class PlainText extends TextConverter {

    private static final long serialVersionUID = 1;

    public PlainText() {
        super(Function.identity(), "sluice-stand-in");
    }
}
