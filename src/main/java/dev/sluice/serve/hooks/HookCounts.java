package dev.sluice.serve.hooks;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many deliveries came to what since the start. Thread-safe. */
public final class HookCounts {

    /** What became of a delivery. */
    public enum HookResult {
        /** It started something. */
        TAKEN,
        /** It is the forge's, and nothing follows from it. */
        IGNORED,
        /** It is not known to be the forge's, or cannot be read. */
        REFUSED;

        /** In lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<String, Map<HookResult, LongAdder>> counts = new ConcurrentHashMap<>();

    /** @param forge one that is configured */
    void add(String forge, HookResult result) {
        of(forge).get(result).increment();
    }

    public long of(String forge, HookResult result) {
        return of(forge).get(result).sum();
    }

    private Map<HookResult, LongAdder> of(String forge) {
        return counts.computeIfAbsent(forge, name -> {
            Map<HookResult, LongAdder> results = new EnumMap<>(HookResult.class);
            for (HookResult result : HookResult.values()) {
                results.put(result, new LongAdder());
            }
            return results;
        });
    }
}
