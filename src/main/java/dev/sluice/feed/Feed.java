package dev.sluice.feed;

import java.net.URI;
import java.util.Set;

/**
 * A published document of IP ranges.
 *
 * @param name also the name of its file in {@code .sluice/}
 * @param url http, https or file; a relative file is taken from the working directory
 */
public record Feed(String name, URI url, Format format) {

    /** Feeds that Google publishes together, with the same syncToken: one without a token, or apart, is doubtful. */
    private static final Set<String> PAIR = Set.of("goog", "cloud");

    /** Whether this feed is one of the pair goog and cloud, in Google's format. */
    boolean isPaired() {
        return format == Format.GOOGLE && PAIR.contains(name);
    }
}
