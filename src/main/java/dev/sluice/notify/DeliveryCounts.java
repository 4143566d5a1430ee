package dev.sluice.notify;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many messages came to what since the start, by the word of a format. Thread-safe. */
public final class DeliveryCounts {

    /** What became of a message. */
    public enum DeliveryResult {
        /** The receiver took it. */
        SENT,
        /** The receiver did not take it. */
        FAILED,
        /** It was not tried: too many waited, or the service ended. */
        DROPPED;

        /** In lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<MessageFormat, Map<DeliveryResult, LongAdder>> counts = new EnumMap<>(MessageFormat.class);

    DeliveryCounts() {
        for (MessageFormat format : MessageFormat.values()) {
            Map<DeliveryResult, LongAdder> results = new EnumMap<>(DeliveryResult.class);
            for (DeliveryResult result : DeliveryResult.values()) {
                results.put(result, new LongAdder());
            }
            counts.put(format, results);
        }
    }

    void add(MessageFormat format, DeliveryResult result) {
        counts.get(format).get(result).increment();
    }

    public long of(MessageFormat format, DeliveryResult result) {
        return counts.get(format).get(result).sum();
    }
}
