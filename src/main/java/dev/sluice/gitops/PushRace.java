package dev.sluice.gitops;

import java.util.List;
import java.util.Locale;

/** Tells from a server's words that another push was faster. */
public final class PushRace {

    /** How Git, JGit and forges say that a branch is not where the pusher saw it, whatever the text around it. */
    private static final List<String> RACE_WORDS = List.of(
            "non-fast-forward",
            "non-fast forward",
            "fetch first",
            "stale info",
            "failed to update ref",
            "cannot lock ref",
            "lock failure",
            "failed to lock",
            "invalid old id",
            "incorrect old value",
            "reference already exists",
            "reference does not exist");

    /** The same in words that mean something else inside a longer text. */
    private static final List<String> RACE_STATUSES = List.of("already exists", "no such ref");

    private PushRace() {}

    /** Whether a server's refusal only says that another push moved the branch at the same time. */
    public static boolean isSaidBy(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return RACE_STATUSES.contains(text) || RACE_WORDS.stream().anyMatch(text::contains);
    }
}
