package dev.sluice.feed;

/** How a feed's document is written. */
public enum Format {

    /**
     * Google's JSON: {@code syncToken} and {@code prefixes} with {@code ipv4Prefix} or {@code ipv6Prefix}, and maybe
     * {@code scope}.
     */
    GOOGLE {
        @Override
        FeedContent parse(Feed feed, byte[] document) {
            return new GoogleDocument(feed.name(), feed.isPaired()).parse(document);
        }
    },

    /** One CIDR a line; empty lines and what follows a {@code #} do not count. */
    LINES {
        @Override
        FeedContent parse(Feed feed, byte[] document) {
            return new LinesDocument(feed.name()).parse(document);
        }
    };

    /** @throws FeedException if anything in the document is not as it should be */
    abstract FeedContent parse(Feed feed, byte[] document);
}
