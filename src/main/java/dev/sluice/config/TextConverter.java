package dev.sluice.config;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a text of a certain form. */
public abstract class TextConverter extends ValueConverter<String> {

    private static final long serialVersionUID = 1;

    /** @param parser throws IllegalArgumentException, whose message quotes the value unless it may be a secret */
    protected TextConverter(Function<String, String> parser, String standIn) {
        super("text", parser, standIn);
    }

    /**
     * @param shape matches the whole text
     * @param what completes "is not"
     */
    protected TextConverter(Pattern shape, String what, String standIn) {
        this(Problems.shapedLike(shape, what), standIn);
    }

    /** @param choices all that there are */
    protected TextConverter(List<String> choices) {
        super(String.join(", ", choices), Problems.oneOf(choices), choices.getFirst());
    }

    @Override
    public @Nullable String convert(String text) {
        return super.convert(text);
    }
}
