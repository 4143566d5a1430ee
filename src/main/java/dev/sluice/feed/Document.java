package dev.sluice.feed;

import dev.sluice.ranges.PrefixList;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A feed's document that passed every check.
 *
 * @param prefixes sorted, without repetition, not empty
 * @param token the syncToken: milliseconds since 1970 of the publication; empty for feeds without one
 * @param sha256 of the document's bytes, in hexadecimal
 * @param etag the server's, if it gave one
 */
public record Document(PrefixList prefixes, OptionalLong token, URI url, String sha256, Optional<String> etag) {

    public String name() {
        return prefixes.name();
    }

    /** How long ago it was published; trusts the token, since creationTime has no zone. */
    public Optional<Duration> age(Instant now) {
        return token.isPresent()
                ? Optional.of(Duration.between(Instant.ofEpochMilli(token.getAsLong()), now))
                : Optional.empty();
    }
}
