package dev.sluice.serve.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How a kind of forge signs and words its webhooks; listed in {@link HookRegistry}.
 *
 * @param name the value in {@code /hooks/<name>}, in lower case
 * @param verifier tells whether a delivery is the forge's
 * @param delivery finds the id of a delivery, the same where the forge sends it again
 * @param reader finds out what is reported
 */
record HookProvider(
        String name,
        HookVerifier verifier,
        Function<HookHeaders, Optional<String>> delivery,
        BiFunction<HookHeaders, JsonNode, HookEvent> reader) {

    /** Tells whether a delivery is a forge's, in a time that does not depend on where a signature is wrong. */
    interface HookVerifier {

        /** @param body as it came over the wire */
        boolean isGenuine(HookHeaders headers, byte[] body, String secret, Instant now);
    }
}
