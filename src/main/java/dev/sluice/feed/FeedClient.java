package dev.sluice.feed;

import dev.sluice.ranges.Sha256;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Fetches feeds and keeps each one's last good document, so that an unchanged one need not be sent again. What is
 * transient is tried again with back-off and jitter.
 */
@ApplicationScoped
public class FeedClient {

    private final FeedSource source;
    private final Map<Feed, Document> last = new ConcurrentHashMap<>();

    public FeedClient(FeedSource source) {
        this.source = source;
    }

    /**
     * Fetches and checks one feed.
     *
     * @throws FeedException if it cannot be had or one of its values is wrong
     */
    @Retry(
            maxRetries = 4,
            delay = 500,
            jitter = 250,
            maxDuration = 60,
            durationUnit = ChronoUnit.SECONDS,
            retryOn = TransientFeedException.class)
    @ExponentialBackoff(maxDelay = 8, maxDelayUnit = ChronoUnit.SECONDS)
    public Document fetch(Feed feed) {
        Optional<Document> known = Optional.ofNullable(last.get(feed));
        Document document =
                switch (get(feed, known.flatMap(Document::etag))) {
                    case Fetched.NotModified() -> known.orElseThrow();
                    case Fetched.Body(byte[] bytes, Optional<String> etag) -> document(feed, bytes, etag);
                };
        last.put(feed, document);
        return document;
    }

    /** What a server makes of an ETag must not lock its feed out: the request is made again without, now or in a moment. */
    private Fetched get(Feed feed, Optional<String> etag) {
        try {
            return source.get(feed, etag);
        } catch (FeedException e) {
            if (!e.isOfRequest() || etag.isEmpty()) {
                throw e;
            }
            last.remove(feed);
            if (e instanceof TransientFeedException) {
                throw e;
            }
            return source.get(feed, Optional.empty());
        }
    }

    private static Document document(Feed feed, byte[] bytes, Optional<String> etag) {
        FeedContent content = feed.format().parse(feed, bytes);
        return new Document(content.prefixes(), content.token(), feed.url(), Sha256.hex(bytes), etag);
    }
}
