package dev.sluice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The known keys by their segments: {@code *} is a name that the user gives, {@code [*]} an index.
 *
 * <p>It finds the known key that is nearest to a misspelt one.
 */
final class KeyTree {

    private static final String NAME = "*";
    private static final String INDEX = "[*]";
    private static final Pattern SEGMENT = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|[^.\\[\"]+");

    /** What a forgotten segment costs, in letters. */
    private static final int FORGOTTEN = 2;

    private static final int LIMIT = 4;

    private final Map<String, KeyTree> below = new TreeMap<>();
    private boolean value;

    void add(String template) {
        KeyTree place = this;
        for (String segment : segments(template)) {
            place = place.below.computeIfAbsent(segment, name -> new KeyTree());
        }
        place.value = true;
    }

    /** The place of a name below this one; empty where it is unknown. */
    Optional<KeyTree> name(String name) {
        KeyTree known = below.get(name);
        return Optional.ofNullable(known == null || name.equals(INDEX) ? below.get(NAME) : known);
    }

    /** The place of the elements of a list; empty where this is none. */
    Optional<KeyTree> element() {
        return Optional.ofNullable(below.get(INDEX));
    }

    /** Whether one value may be here, a list of values included. */
    boolean isValue() {
        return value;
    }

    /** Whether names may follow below this. */
    boolean isMapping() {
        return below.keySet().stream().anyMatch(name -> !name.equals(INDEX));
    }

    /** Whether the names below this are given by the user, and each is an entry of its own. */
    boolean isOpen() {
        return below.containsKey(NAME);
    }

    /** The names that may follow below this, in alphabetical order; those that the user gives are left out. */
    List<String> names() {
        return below.keySet().stream()
                .filter(name -> !name.equals(NAME) && !name.equals(INDEX))
                .toList();
    }

    /** The place of a key; empty where it is unknown. */
    Optional<KeyTree> find(String key) {
        Optional<KeyTree> place = Optional.of(this);
        for (String segment : segments(key)) {
            place = place.flatMap(at -> segment.startsWith("[") ? at.element() : at.name(segment.replace("\"", "")));
        }
        return place;
    }

    /** The known key that is most like this one; empty where none is like it. */
    Optional<String> nearest(String key) {
        Search search = new Search(segments(key));
        search.from(this, 0, 0, "", false);
        return Optional.ofNullable(search.best);
    }

    /** The section that a key is in, as far as it is known. */
    String section(String key) {
        String section = "";
        KeyTree place = this;
        for (String segment : segments(key)) {
            Optional<KeyTree> next = segment.startsWith("[") ? place.element() : place.name(segment.replace("\"", ""));
            if (next.isEmpty() || !next.get().isMapping()) {
                break;
            }
            place = next.get();
            section = joined(section, segment);
        }
        return section;
    }

    private static List<String> segments(String key) {
        List<String> segments = new ArrayList<>();
        for (Matcher matcher = SEGMENT.matcher(key); matcher.find(); ) {
            segments.add(matcher.group());
        }
        return segments;
    }

    private static String joined(String key, String segment) {
        return key.isEmpty() || segment.startsWith("[") ? key + segment : key + "." + segment;
    }

    /** The fewest letters to change, and segments to put in, so that the key is known. */
    private static final class Search {

        private final List<String> segments;
        private int cost = LIMIT + 1;
        private @Nullable String best;

        Search(List<String> segments) {
            this.segments = segments;
        }

        /** @param isForgotten whether the last segment was put in: a name of the user's own would then fit anywhere */
        void from(KeyTree place, int at, int spent, String key, boolean isForgotten) {
            if (spent >= cost) {
                return;
            }
            if (at == segments.size()) {
                cost = spent;
                best = key;
                return;
            }
            String segment = segments.get(at);
            place.below.forEach((name, next) -> {
                if (name.equals(INDEX) || name.equals(NAME)) {
                    if (name.equals(INDEX) == segment.startsWith("[") && !isForgotten) {
                        from(next, at + 1, spent, joined(key, segment), false);
                    }
                    return;
                }
                from(
                        next,
                        at + 1,
                        spent + EditDistance.ofNames(segment.replace("\"", ""), name),
                        joined(key, name),
                        false);
                from(next, at, spent + FORGOTTEN, joined(key, name), true);
            });
        }
    }
}
