package dev.sluice.notify;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Who gets messages.
 *
 * @param key of the configuration, for messages
 * @param addressFile holds the address, which is a secret
 * @param tls the named TLS configuration; empty for the unnamed one
 */
public record Receiver(String key, Path addressFile, MessageFormat format, Set<EventKind> on, Optional<String> tls) {

    public Receiver {
        on = Set.copyOf(on);
    }

    /** What it is called in the record of what was sent: it stays the same while others are added before it. */
    String name() {
        return format.word() + " " + addressFile;
    }
}
