package dev.sluice.serve.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an action came to, as the overview says it afterwards. */
enum Done {
    ACCEPTED("The change is accepted: the next run publishes it, if it is still the same."),
    PROPOSED("The change is proposed: merging its request publishes it.");

    private final String sentence;

    Done(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** What the address of the overview ends in. */
    String query() {
        return "done=" + name().toLowerCase(Locale.ROOT);
    }

    /** Empty for any other text. */
    static Optional<Done> of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(done -> done.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
