package dev.sluice.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

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

    /** How far clocks and publishers may be apart. */
    private static final Duration LEEWAY = Duration.ofHours(24);

    /** Waits between attempts. */
    public interface FeedPause {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final FeedClient client;
    private final FeedPause pause;
    private final Clock clock;
    private final Consumer<String> progress;

    public FeedReader(FeedClient client, FeedPause pause, Clock clock) {
        this(client, pause, clock, words -> {});
    }

    /** @param progress takes what is fetched now, a few words */
    public FeedReader(FeedClient client, FeedPause pause, Clock clock, Consumer<String> progress) {
        this.client = client;
        this.pause = pause;
        this.clock = clock;
        this.progress = progress;
    }

    /** The latest time that the syncToken of a true publication can be of: 24 hours from now. */
    public Instant horizon() {
        return clock.instant().plus(LEEWAY);
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
        List<Document> fetched = new ArrayList<>();
        for (Feed feed : feeds) {
            progress.accept("feed " + feed.name() + ", " + (fetched.size() + 1) + " of " + feeds.size());
            fetched.add(credible(client.fetch(feed)));
        }
        return List.copyOf(fetched);
    }

    /** Whatever came after a publication of the future would be older than it, and be left out until then. */
    private Document credible(Document document) {
        OptionalLong token = document.token();
        if (token.isPresent() && Instant.ofEpochMilli(token.getAsLong()).isAfter(horizon())) {
            throw new FeedException(
                    document.name(),
                    "syncToken " + token.getAsLong() + " is of " + Instant.ofEpochMilli(token.getAsLong())
                            + ", more than " + LEEWAY.toHours() + " hours ahead of this machine's clock ("
                            + clock.instant().truncatedTo(ChronoUnit.SECONDS)
                            + "): see whether the clock or the publisher is wrong");
        }
        return document;
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
