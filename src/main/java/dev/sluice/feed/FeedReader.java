package dev.sluice.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fetches all feeds of a run until those that are published together agree.
 *
 * <p>Google replaces goog.json and cloud.json one after the other; between the two, a difference would be of two states
 * that never were.
 */
public final class FeedReader {

    /** The pauses between attempts: 28 seconds together, below the 30 that a run may wait. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(14));

    /** Waits between attempts. */
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final FeedClient client;
    private final Pause pause;

    public FeedReader(FeedClient client, Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    /** @throws FeedException if one of the feeds cannot be had or trusted */
    public Reading read(Collection<Feed> feeds) {
        List<Document> documents = fetch(feeds);
        for (Duration wait : PAUSES) {
            if (agree(feeds, documents)) {
                return new Reading.Agreed(documents);
            }
            sleep(wait);
            documents = fetch(feeds);
        }
        return agree(feeds, documents) ? new Reading.Agreed(documents) : new Reading.Apart(documents);
    }

    private List<Document> fetch(Collection<Feed> feeds) {
        return feeds.stream().map(client::fetch).toList();
    }

    private static boolean agree(Collection<Feed> feeds, List<Document> documents) {
        Set<String> paired = new HashSet<>();
        feeds.stream().filter(Feed::isPaired).map(Feed::name).forEach(paired::add);
        return documents.stream()
                        .filter(document -> paired.contains(document.name()))
                        .map(Document::token)
                        .distinct()
                        .count()
                <= 1;
    }

    private void sleep(Duration wait) {
        try {
            pause.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeedException("pair", "interrupted while waiting for goog and cloud to agree", e);
        }
    }
}
