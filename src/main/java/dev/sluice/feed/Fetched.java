package dev.sluice.feed;

import java.util.Optional;

/** The answer to one fetch. */
sealed interface Fetched {

    /** A document's bytes. */
    record Body(byte[] bytes, Optional<String> etag) implements Fetched {}

    /** The document is the one whose ETag was sent. */
    record NotModified() implements Fetched {}
}
