package dev.sluice.notify;

/**
 * What a run or a look at a cluster found a thing to be.
 *
 * @param thing what it is about, such as {@code runs}, {@code commit} or {@code cluster demo}; one message is sent for each of its states
 * @param state in words that stay the same while it does
 * @param rule when it is news
 * @param notification what is sent if it is news
 */
record Observed(String thing, String state, NewsRule rule, Notification notification) {

    /** When a state is news. */
    enum NewsRule {
        /** Whenever another state was sent before, or none. */
        ALWAYS,
        /** Only where another state was sent before: a thing that is good at first sight is no news. */
        AFTER_TROUBLE
    }
}
