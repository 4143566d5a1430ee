package dev.sluice.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        this(constants, word, constants.getEnumConstants()[0]);
    }

    public WordConverter(Class<E> constants, Function<E, String> word, E standIn) {
        super(String.join(", ", words(constants, word)), text -> find(text, constants, word), standIn);
        this.constants = constants;
    }

    Class<E> constants() {
        return constants;
    }

    private static <E> E find(String text, Class<E> constants, Function<E, String> word) {
        return Stream.of(constants.getEnumConstants())
                .filter(constant -> word.apply(constant).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is " + none(text, words(constants, word))));
    }

    private static String none(String text, List<String> words) {
        String meant = words.stream()
                .filter(text::equalsIgnoreCase)
                .map(word -> ": write " + word)
                .collect(Collectors.joining());
        return words.size() == 2
                ? "neither " + words.getFirst() + " nor " + words.getLast() + meant
                : "not one of " + String.join(", ", words) + meant;
    }

    private static <E> List<String> words(Class<E> constants, Function<E, String> word) {
        return Arrays.stream(constants.getEnumConstants()).map(word).toList();
    }
}
