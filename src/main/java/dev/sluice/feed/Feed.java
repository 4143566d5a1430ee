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

    /** All addresses of Google, those of its customers among them. */
    public static final String GOOG = "goog";

    /** The addresses that Google rents out to customers of its cloud. */
    public static final String CLOUD = "cloud";

    /** Feeds that Google publishes together, with the same syncToken: one without a token, or apart, is doubtful. */
    private static final Set<String> PAIR = Set.of(GOOG, CLOUD);

    /** Whether this feed is one of the pair goog and cloud, in Google's format. */
    boolean isPaired() {
        return format == Format.GOOGLE && PAIR.contains(name);
    }
}
