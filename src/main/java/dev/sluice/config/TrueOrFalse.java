package dev.sluice.config;

import org.jspecify.annotations.Nullable;

/** Reads only these two words: the usual leniency would read a typing error as false. */
public final class TrueOrFalse extends ValueConverter<Boolean> {

    private static final long serialVersionUID = 1;

    public TrueOrFalse() {
        super("true or false", TrueOrFalse::read, false);
    }

    @Override
    public @Nullable Boolean convert(String text) {
        return super.convert(text);
    }

    private static boolean read(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }
}
