package dev.sluice.feed;

import dev.sluice.ranges.Entry;
import dev.sluice.ranges.PrefixList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** How a feed's document is written. */
public enum Format {

    /**
     * Google's JSON: {@code syncToken} and {@code prefixes} with {@code ipv4Prefix} or {@code ipv6Prefix}, and maybe
     * {@code scope}.
     */
    GOOGLE {
        @Override
        Content parse(Feed feed, byte[] document) {
            return new GoogleDocument(feed).parse(document);
        }
    },

    /** One CIDR a line; empty lines and what follows a {@code #} do not count. */
    LINES {
        @Override
        Content parse(Feed feed, byte[] document) {
            return new LinesDocument(feed).parse(document);
        }
    };

    /** What a document says. */
    record Content(PrefixList prefixes, OptionalLong token) {

        static Content of(Feed feed, List<Entry> entries, OptionalLong token) {
            return new Content(new PrefixList(feed.name(), entries), token);
        }
    }

    /** @throws FeedException if anything in the document is not as it should be */
    abstract Content parse(Feed feed, byte[] document);

    /** @throws IllegalArgumentException for a text that names no format */
    public static Format parse(String text) {
        for (Format format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a format: use google or lines");
    }
}
