package dev.sluice.render;

import dev.sluice.ranges.PrefixList;
import java.util.OptionalLong;

/**
 * A published list that rules were computed from.
 *
 * @param token the publication's syncToken in milliseconds since 1970; empty for a feed without one
 * @param sha256 of the document as it was fetched, in hexadecimal
 */
public record Source(PrefixList list, OptionalLong token, String sha256) {

    public String name() {
        return list.name();
    }
}
