package dev.sluice.gitops.refs;

import dev.sluice.text.OutsideText;
import java.time.Instant;

/**
 * A person's word that a change may be published.
 *
 * @param digest of the change's effect, 64 hexadecimal digits in lower case
 * @param by who said so, one line: a user, or {@code static token}, which has no person
 */
public record ChangeAcceptance(String digest, String by, Instant at) {

    public ChangeAcceptance {
        if (!isDigest(digest)) {
            throw new IllegalArgumentException(
                    "'" + OutsideText.line(digest) + "' is not a digest: 64 hexadecimal digits in lower case");
        }
        by = OutsideText.line(by);
        if (by.isBlank()) {
            throw new IllegalArgumentException("an acceptance of " + digest + " names no one");
        }
    }

    public static boolean isDigest(String text) {
        return text.matches("[0-9a-f]{64}");
    }
}
