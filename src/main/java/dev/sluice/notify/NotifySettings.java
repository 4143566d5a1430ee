package dev.sluice.notify;

import dev.sluice.config.Problems;
import dev.sluice.config.TrustedAuthorities;
import dev.sluice.notify.NotifyConfig.ReceiverConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code sluice.notify}. */
public final class NotifySettings {

    private static final String KEY = "sluice.notify";

    private NotifySettings() {}

    /** @param page where people look at Sluice */
    public static NotifyTerms of(
            NotifyConfig raw, Optional<URI> page, TrustedAuthorities authorities, Problems problems) {
        List<Receiver> receivers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < raw.receivers().size(); i++) {
            Receiver receiver = receiver(KEY + "[" + i + "]", raw.receivers().get(i), authorities, problems);
            if (!names.add(receiver.name())) {
                problems.error(
                        receiver.key() + ".url-file",
                        "'" + receiver.addressFile() + "' is given twice with the format "
                                + receiver.format().word() + ": name the states of both in one entry");
            }
            receivers.add(receiver);
        }
        return new NotifyTerms(receivers, page);
    }

    private static Receiver receiver(
            String key, ReceiverConfig raw, TrustedAuthorities authorities, Problems problems) {
        try {
            ReceiverAddress.in(raw.urlFile(), raw.format());
        } catch (IllegalArgumentException e) {
            problems.error(key + ".url-file", String.valueOf(e.getMessage()));
        }
        List<EventKind> on = problems.unique(key + ".on", raw.on().orElse(Arrays.asList(EventKind.values())));
        return new Receiver(
                key,
                raw.urlFile(),
                raw.format(),
                new HashSet<>(on),
                authorities.name(key + ".tls-configuration-name", raw.tlsConfigurationName(), problems));
    }
}
