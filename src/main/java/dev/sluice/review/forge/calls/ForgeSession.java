package dev.sluice.review.forge.calls;

import java.net.URI;

/**
 * What a forge's class needs for one run.
 *
 * @param api the address of the API
 * @param path the repository's path on the forge
 * @param clients makes REST clients
 * @param calls makes the run's calls
 */
public record ForgeSession(URI api, String path, Clients clients, ForgeCalls calls) {

    /** Makes the client of an interface for an address below the API's, and keeps it. */
    public interface Clients {
        <T> T get(Class<T> type, String below);
    }
}
