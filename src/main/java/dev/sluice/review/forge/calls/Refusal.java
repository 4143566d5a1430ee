package dev.sluice.review.forge.calls;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer that is not what was asked for.
 *
 * <p>What the forge wrote is there to be looked through for known words, never to be shown: it may repeat a secret.
 */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int LONGEST = 20_000;

    private final int status;
    private final transient MultivaluedMap<String, Object> headers;
    private final String text;

    Refusal(int status, MultivaluedMap<String, Object> headers, String text) {
        super("status " + status, null, false, false);
        this.status = status;
        this.headers = headers;
        this.text = text.substring(0, Math.min(text.length(), LONGEST)).toLowerCase(Locale.ROOT);
    }

    int status() {
        return status;
    }

    /** The first value of a header, without blanks around it. */
    Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .map(value -> String.valueOf(value).strip())
                .findFirst();
    }

    /** @param words in lower case */
    boolean says(String words) {
        return text.contains(words);
    }
}
