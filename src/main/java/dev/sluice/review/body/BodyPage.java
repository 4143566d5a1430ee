package dev.sluice.review.body;

import java.net.URI;
import java.util.Optional;

/**
 * Where a body is shown.
 *
 * @param limit in characters; a character outside the Basic Multilingual Plane counts as two, to be on the safe side
 * @param drawsMermaid whether the forge draws charts in Mermaid
 * @param files where people see the files of the request at its commit; empty where that is not known
 * @param answer how people answer it there
 * @param notes what people wrote into the body, which it keeps
 */
public record BodyPage(int limit, boolean drawsMermaid, Optional<URI> files, AnswerAdvice answer, KeptNotes notes) {

    /** A page of which nothing but its limit is known. */
    public static BodyPage of(int limit) {
        return new BodyPage(limit, false, Optional.empty(), AnswerAdvice.BY_LABELS, KeptNotes.NONE);
    }
}
