package dev.sluice.plan.briefing;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A feed's document that the change was computed from.
 *
 * @param token the syncToken: milliseconds since 1970 of the publication; empty for feeds without one
 * @param sha256 of the document's bytes, in hexadecimal
 * @param ipv4 the number of IPv4 prefixes
 * @param ipv6 the number of IPv6 prefixes
 */
public record FeedPublication(
        String feed, URI url, OptionalLong token, Optional<String> etag, String sha256, int ipv4, int ipv6) {

    /** When it was published, as its token says. */
    public Optional<Instant> published() {
        return token.isPresent() ? Optional.of(Instant.ofEpochMilli(token.getAsLong())) : Optional.empty();
    }
}
