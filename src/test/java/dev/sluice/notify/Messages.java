package dev.sluice.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.notify.Observed.NewsRule;
import dev.sluice.notify.ToldLedger.ToldState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Messages as tests need them. */
final class Messages {

    static final Instant TIME = Instant.parse("2026-01-02T02:00:00Z");

    private Messages() {}

    static Notification held(String title, String text, List<String> details) {
        return new Notification(
                EventKind.HELD,
                "run",
                title,
                text,
                details,
                Optional.empty(),
                Optional.of(URI.create("https://sluice.example")),
                TIME);
    }

    static Observed observed(EventKind kind, String thing, String state, NewsRule rule) {
        return new Observed(
                thing,
                state,
                rule,
                new Notification(
                        kind, thing, thing + " " + state, "", List.of(), Optional.empty(), Optional.empty(), TIME));
    }

    static Envelope envelope(Notification notification) {
        return Envelope.of(
                new Observed("runs", "held a", NewsRule.ALWAYS, notification),
                "/sluice/clusters",
                new ToldState("held a", 1));
    }

    static JsonNode body(MessageFormat format, Notification notification) {
        try {
            return new ObjectMapper().readTree(format.body(envelope(notification)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
