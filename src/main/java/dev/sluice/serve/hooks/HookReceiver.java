package dev.sluice.serve.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cluster.lease.Leadership;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Secret;
import dev.sluice.serve.hooks.HookCounts.HookResult;
import dev.sluice.serve.hooks.HookMeaning.HookEffect;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Verifies a delivery, and hands what follows from it to the {@link HookQueue}. What is wrong with a signature is said
 * nowhere. Thread-safe.
 */
final class HookReceiver {

    private static final Logger LOG = Logger.getLogger(HookReceiver.class);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How many deliveries are remembered. */
    private static final int MOST = 1_000;

    private final HookTerms terms;
    private final HookMeaning meaning;
    private final Leadership leadership;
    private final HookQueue queue;
    private final Clock clock;
    private final HookCounts counts = new HookCounts();
    private final Set<String> known = new LinkedHashSet<>();

    /** How a delivery is answered. */
    enum HookAnswer {
        ACCEPTED(202),
        UNREADABLE(400),
        UNKNOWN_SENDER(401),
        STAND_BY(503);

        private final int status;

        HookAnswer(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    HookReceiver(HookTerms terms, HookMeaning meaning, Leadership leadership, HookQueue queue, Clock clock) {
        this.terms = terms;
        this.meaning = meaning;
        this.leadership = leadership;
        this.queue = queue;
        this.clock = clock;
    }

    HookCounts counts() {
        return counts;
    }

    /** Whether webhooks of a forge are taken at all. */
    boolean takes(String forge) {
        return terms.secret(forge).isPresent();
    }

    /** @param forge one whose webhooks are taken */
    HookAnswer receive(String forge, HookHeaders headers, byte[] body) {
        HookProvider provider = HookRegistry.find(forge).orElseThrow();
        if (!isGenuine(provider, headers, body)) {
            counts.add(forge, HookResult.REFUSED);
            return HookAnswer.UNKNOWN_SENDER;
        }
        if (!leadership.isLeader()) {
            return HookAnswer.STAND_BY;
        }
        Optional<HookEvent> event = event(provider, headers, body);
        if (event.isEmpty()) {
            counts.add(forge, HookResult.REFUSED);
            return HookAnswer.UNREADABLE;
        }
        boolean isNew = isNew(forge, provider.delivery().apply(headers));
        HookEffect effect = isNew ? meaning.of(event.get()) : HookEffect.NOTHING;
        counts.add(forge, effect == HookEffect.NOTHING ? HookResult.IGNORED : HookResult.TAKEN);
        if (isNew) {
            event.get().each().forEach(each -> queue.add(meaning.of(each), each));
        }
        return HookAnswer.ACCEPTED;
    }

    private boolean isGenuine(HookProvider provider, HookHeaders headers, byte[] body) {
        try {
            Secret secret = terms.secret(provider.name()).orElseThrow();
            return provider.verifier().isGenuine(headers, body, secret.reveal(), clock.instant());
        } catch (GitException e) {
            LOG.error("no webhook can be taken: " + e.explanation());
            return false;
        }
    }

    private static Optional<HookEvent> event(HookProvider provider, HookHeaders headers, byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            return json.isObject() ? Optional.of(provider.reader().apply(headers, json)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A forge sends again what was answered too late. Only what is genuine is remembered. */
    private boolean isNew(String forge, Optional<String> delivery) {
        if (delivery.isEmpty()) {
            return true;
        }
        synchronized (known) {
            boolean isNew = known.add(forge + " " + delivery.get());
            if (known.size() > MOST) {
                known.remove(known.iterator().next());
            }
            return isNew;
        }
    }
}
