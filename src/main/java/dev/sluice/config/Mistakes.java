package dev.sluice.config;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with the values that one thread reads, by the key that was read last. */
final class Mistakes {

    /** Given for a key that must have a value and has none, once that is a mistake. */
    static final String NONE = "\u0000";

    private static final ThreadLocal<@Nullable Mistakes> READING = new ThreadLocal<>();

    private final Set<Mistake> found = new LinkedHashSet<>();
    private String key = "";

    /** @param key of the list, where the value is in one */
    record Mistake(String key, String message) {}

    /** Collects what this thread reads from now on, until it {@link #stop stops}. */
    static Mistakes start() {
        Mistakes mistakes = new Mistakes();
        READING.set(mistakes);
        return mistakes;
    }

    static void stop() {
        READING.remove();
    }

    /** Null where this thread collects none. */
    static @Nullable Mistakes current() {
        return READING.get();
    }

    /** Another key is read. */
    void next(String other) {
        key = other;
    }

    void add(String message) {
        found.add(new Mistake(key.replaceFirst("\\[[0-9]+]$", ""), message));
    }

    Set<Mistake> found() {
        return found;
    }
}
