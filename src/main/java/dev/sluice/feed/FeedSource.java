package dev.sluice.feed;

import dev.sluice.proxy.Proxies;
import dev.sluice.text.OutsideFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Gets a feed's bytes once, from the web or from a file. */
public final class FeedSource {

    private final Transfer limits;
    private final HttpFetcher http;

    private FeedSource(Transfer limits, HttpFetcher http) {
        this.limits = limits;
        this.http = http;
    }

    /** @param trusted whom https trusts; the JVM's authorities where null */
    public static FeedSource of(Transfer limits, @Nullable SSLContext trusted) {
        return of(limits, trusted, Proxies.NONE);
    }

    /** @param trusted whom https trusts; the JVM's authorities where null */
    public static FeedSource of(Transfer limits, @Nullable SSLContext trusted, Proxies proxies) {
        return new FeedSource(limits, new HttpFetcher(limits, trusted, proxies));
    }

    /** @param etag of a document that is at hand */
    Fetched get(Feed feed, Optional<String> etag) {
        return "file".equals(feed.url().getScheme()) ? file(feed) : http.fetch(feed, etag);
    }

    private Fetched file(Feed feed) {
        // file:feeds/goog.json has no path but a scheme-specific part: it is relative.
        Path path = Path.of(Optional.ofNullable(feed.url().getPath())
                .orElseGet(() -> feed.url().getSchemeSpecificPart()));
        try {
            return new Fetched.Body(OutsideFile.bytes(path, limits.maxBytes()), Optional.empty());
        } catch (OutsideFile.UnfitException e) {
            throw new FeedException(feed.name(), "cannot read " + path + ": " + e.getReason(), e);
        } catch (NoSuchFileException e) {
            throw new FeedException(feed.name(), "there is no file " + path, e);
        } catch (IOException e) {
            throw new FeedException(feed.name(), "cannot read " + path + ": " + e.getMessage(), e);
        }
    }
}
