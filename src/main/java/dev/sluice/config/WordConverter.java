package dev.sluice.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a constant of an enum by its word. */
public final class WordConverter<E extends Enum<E>> extends ValueConverter<E> {

    private static final long serialVersionUID = 1;

    private final Class<E> constants;

    /** The word of a constant is its name in lower case, with dashes. */
    public WordConverter(Class<E> constants) {
        this(constants, constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    public WordConverter(Class<E> constants, Function<E, String> word) {
        super(
                String.join(", ", words(constants, word)),
                text -> find(text, constants, word),
                constants.getEnumConstants()[0]);
        this.constants = constants;
    }

    Class<E> constants() {
        return constants;
    }

    private static <E> E find(String text, Class<E> constants, Function<E, String> word) {
        return Stream.of(constants.getEnumConstants())
                .filter(constant -> word.apply(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not one of " + String.join(", ", words(constants, word))));
    }

    private static <E> List<String> words(Class<E> constants, Function<E, String> word) {
        return Arrays.stream(constants.getEnumConstants()).map(word).toList();
    }
}
