package dev.sluice.serve.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands.
 *
 * @param sentence all of it in one; empty for those who have not signed in
 * @param cards by cluster
 * @param held what waits for a person's decision; absent where nothing does
 * @param lastRun how the last run ended; absent where none has, or the user may not see it
 */
public record OverviewPage(
        String sentence,
        List<Card> cards,
        @Nullable HeldCard held,
        @Nullable LastRun lastRun,
        List<String> doubts) {

    /**
     * One cluster.
     *
     * @param state a word
     * @param reason empty where there is nothing to say
     * @param commit 40 hexadecimal digits; empty where there is none, or the user may not see it
     * @param request where people look at the request that waits for it; empty where there is none
     */
    public record Card(
            String name,
            String state,
            String reason,
            @Nullable StateAge since,
            String commit,
            String request) {

        /** The state, for a style sheet. */
        public String kind() {
            return state.replace(' ', '-');
        }

        public String shortCommit() {
            return commit.substring(0, Math.min(7, commit.length()));
        }
    }

    /** Since when, and whether it may have been so before. */
    public record StateAge(PageTime time, boolean isAtLeast) {}

    /**
     * A change that waits for a person.
     *
     * @param digest of its effect; empty where it cannot be accepted here
     * @param mayAccept whether the user may
     * @param mayPropose whether it can be opened as a request, and the user may
     */
    public record HeldCard(
            String subject,
            List<String> reasons,
            String message,
            String digest,
            boolean mayAccept,
            boolean mayPropose) {}

    /** How a run ended. */
    public record LastRun(String outcome, String message, PageTime finished, boolean mayRun) {}
}
