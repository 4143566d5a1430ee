package dev.sluice.review.forge;

/**
 * What a forge's class speaks through during one run.
 *
 * @param path the repository's
 * @param clients makes the client of an interface for an address below that of the API; a client is kept
 */
record ForgeSession(String path, Clients clients, Calls calls) {

    /** Makes clients. */
    interface Clients {
        <T> T get(Class<T> type, String below);
    }
}
