package dev.sluice.feed;

import dev.sluice.ranges.Entry;
import dev.sluice.ranges.PrefixList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a document says.
 *
 * @param token milliseconds since 1970 of the publication; empty where the document has none
 */
record FeedContent(PrefixList prefixes, OptionalLong token) {

    static FeedContent of(String feed, List<Entry> entries, OptionalLong token) {
        return new FeedContent(new PrefixList(feed, entries), token);
    }
}
