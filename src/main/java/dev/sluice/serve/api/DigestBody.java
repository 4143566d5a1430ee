package dev.sluice.serve.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads which change a request is about: {@code {"digest": "..."}}, or the digest alone. */
final class DigestBody {

    /** In characters: a digest has 64. */
    private static final int LONGEST = 1_000;

    private DigestBody() {}

    /** @throws IllegalArgumentException if it is neither; whether what it names is a digest is not looked at */
    static String read(ObjectMapper json, String body) {
        if (body.length() > LONGEST) {
            throw new IllegalArgumentException("the body is longer than a digest");
        }
        try {
            return body.stripLeading().startsWith("{")
                    ? json.readTree(body).path("digest").asText()
                    : body.strip();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is neither a digest nor {\"digest\": \"...\"}", e);
        }
    }
}
