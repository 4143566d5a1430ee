package dev.sluice.config;

import dev.sluice.text.OutsideText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Everything that is wrong or doubtful in a configuration, collected so that it can be said at once. */
public final class Problems {

    /** In code points: a mistake may list what there is to choose from. */
    private static final int LONGEST = 2_000;

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> unread = new HashSet<>();
    private final Set<String> wrong = new HashSet<>();

    public List<String> errors() {
        return List.copyOf(errors);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public void error(String key, String message) {
        String plain = key.replace("\"", "");
        if (!unread.contains(plain) && !wrong.contains(plain)) {
            errors.add(key + ": " + OutsideText.line(message, LONGEST));
        }
    }

    /** A key that must not be there: nothing else is said of it. */
    public void misplaced(String key, String message) {
        if (wrong.remove(key)) {
            errors.removeIf(error -> error.startsWith(key + ": "));
        }
        error(key, message);
    }

    /** Nothing else is said of a key. */
    void settle(String key) {
        String plain = key.replace("\"", "");
        if (!unread.contains(plain)) {
            wrong.add(plain);
        }
    }

    /** A key whose value cannot be read at all: what else is said of it, that it is missing above all, is left out. */
    void unread(String key, String message) {
        error(key, message);
        unread.add(key.replace("\"", ""));
    }

    public void warn(String key, String message) {
        warn(key + ": " + message);
    }

    public void warn(String warning) {
        warnings.add(warning);
    }

    /** Reads one value that must be there; empty where it is not or cannot be read, which is an error. */
    public <T> Optional<T> require(String key, Optional<String> value, Function<String, T> parser) {
        if (value.isEmpty()) {
            error(key, "is missing");
        }
        return value.flatMap(text -> parse(key, text, parser));
    }

    /** Reads one value that must be there; one that is not or cannot be read is an error and gives the default. */
    public <T> T require(String key, Optional<String> value, T otherwise, Function<String, T> parser) {
        return require(key, value, parser).orElse(otherwise);
    }

    /** Reads each value of a list; those that cannot be read are errors and left out. */
    public <T> List<T> readAll(String key, List<String> values, Function<String, T> parser) {
        return values.stream()
                .map(text -> parse(key, text, parser))
                .flatMap(Optional::stream)
                .toList();
    }

    public <T> Optional<T> parse(String key, String text, Function<String, T> parser) {
        return name(key, text.strip(), parser);
    }

    /** Reads a name that is a key: blanks around it would stay part of it. */
    public <T> Optional<T> name(String key, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            error(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The values, each once; a repetition is an error. */
    public <T> List<T> unique(String key, List<T> values) {
        Set<T> seen = new HashSet<>();
        return values.stream()
                .filter(value -> {
                    boolean isNew = seen.add(value);
                    if (!isNew) {
                        error(key, "'" + value + "' is given twice");
                    }
                    return isNew;
                })
                .toList();
    }

    public static Function<String, String> oneOf(List<String> choices) {
        return text -> {
            if (choices.contains(text)) {
                return text;
            }
            throw new IllegalArgumentException("'" + text + "' is not one of " + String.join(", ", choices));
        };
    }

    static Function<String, String> shapedLike(Pattern shape, String what) {
        return text -> {
            if (shape.matcher(text).matches()) {
                return text;
            }
            throw new IllegalArgumentException("'" + text + "' is not " + what);
        };
    }
}
