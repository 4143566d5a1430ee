package dev.sluice.text;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A text, of which the end may be in parts that other texts share: the files of a whole fleet, which mostly end alike, take
 * the memory of a few and some references. It becomes one string while it is asked for.
 *
 * <p>Two are equal exactly when they say the same, however they were put together.
 */
public final class SharedText {

    public static final SharedText EMPTY = of("");

    private final String start;
    private final List<String> rest;

    private SharedText(String start, List<String> rest) {
        this.start = start;
        this.rest = List.copyOf(rest);
    }

    /** A text that shares nothing. */
    public static SharedText of(String text) {
        return new SharedText(text, List.of());
    }

    /** Parts that are the text one after the other; an immutable list is shared, not copied. */
    public static SharedText of(List<String> parts) {
        return new SharedText("", parts);
    }

    /** Another text and this one behind it, which both then share. */
    public SharedText behind(String other) {
        return new SharedText(other + start, rest);
    }

    /** The parts that other texts may share, in their order; none where it shares nothing. */
    public List<String> rest() {
        return rest;
    }

    public String text() {
        return rest.isEmpty() ? start : start + String.join("", rest);
    }

    /** In UTF-8, as Git stores it. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof SharedText other && text().equals(other.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
