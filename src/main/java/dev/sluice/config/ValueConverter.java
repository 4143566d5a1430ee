package dev.sluice.config;

import java.util.function.Function;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of a configuration; blanks around it do not count.
 *
 * <p>While a {@link MappingReader} reads, a value that is wrong is a mistake at its key and its stand-in goes on, so that
 * all mistakes are found at once. A configuration with a mistake is never used.
 */
public abstract class ValueConverter<T> implements Converter<T> {

    private static final long serialVersionUID = 1;

    private final transient String type;
    private final transient Function<String, T> parser;
    private final transient T standIn;

    /**
     * @param type what a value is, as the page of all keys says it
     * @param parser throws IllegalArgumentException, whose message quotes the value unless it may be a secret
     * @param standIn a value that is correct
     */
    protected ValueConverter(String type, Function<String, T> parser, T standIn) {
        this.type = type;
        this.parser = parser;
        this.standIn = standIn;
    }

    /** What a value is, as the page of all keys says it. */
    public final String type() {
        return type;
    }

    /** Empty text is no value. SmallRye Config wants to see the type of the value in subclasses. */
    @Override
    public @Nullable T convert(String text) {
        if (text.isEmpty()) {
            return null;
        }
        Mistakes mistakes = Mistakes.current();
        if (mistakes == null) {
            return parser.apply(text.strip());
        }
        if (text.equals(Mistakes.NONE)) {
            return standIn;
        }
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
            return standIn;
        }
    }
}
