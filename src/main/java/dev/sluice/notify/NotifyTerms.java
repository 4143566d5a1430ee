package dev.sluice.notify;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who gets messages, and about what.
 *
 * @param receivers those of the configuration; may be empty
 * @param page where people look at Sluice; empty where no address is known
 */
public record NotifyTerms(List<Receiver> receivers, Optional<URI> page) {

    public NotifyTerms {
        receivers = List.copyOf(receivers);
    }

    /** The words of the formats that are used. */
    public Set<String> formats() {
        Set<String> formats = new TreeSet<>();
        receivers.forEach(receiver -> formats.add(receiver.format().word()));
        return formats;
    }

    /** The same without anyone to tell. */
    public NotifyTerms silent() {
        return new NotifyTerms(List.of(), page);
    }
}
