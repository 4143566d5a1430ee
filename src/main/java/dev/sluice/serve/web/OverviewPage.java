package dev.sluice.serve.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of everything.
 *
 * @param sentence all of it in one; empty for those who have not signed in
 * @param cards by cluster
 * @param held what waits for a person's decision
 * @param done what an action came to; empty where none was taken
 * @param lastRun how the last run ended; absent where none has, or the user may not see it
 */
public record OverviewPage(
        String sentence,
        List<Card> cards,
        List<HeldCard> held,
        @Nullable LastRun lastRun,
        List<String> doubts,
        String done) {

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
     * @param message of the commit that would publish it; empty where it is not known
     * @param digest of its effect; empty where it cannot be accepted here
     * @param mayAccept whether the user may
     * @param request where people look at the request for it; empty where none is open
     * @param mayPropose whether the user may have one opened
     */
    public record HeldCard(
            String subject,
            List<String> reasons,
            String message,
            String digest,
            boolean mayAccept,
            String request,
            boolean mayPropose) {}

    /** How a run ended. */
    public record LastRun(String outcome, String message, PageTime finished, boolean mayRun) {}
}
