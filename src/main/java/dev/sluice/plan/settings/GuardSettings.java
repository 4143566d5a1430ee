package dev.sluice.plan.settings;

import dev.sluice.policy.Guard;
import dev.sluice.policy.Guards;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the limits of {@code sluice.guards}; those that are not given have the guard's own default. */
public final class GuardSettings {

    private GuardSettings() {}

    public static Guards of(GuardsConfig raw) {
        Map<Guard, Double> limits = new EnumMap<>(Guard.class);
        for (Guard guard : Guard.values()) {
            limit(guard, raw).ifPresent(limit -> limits.put(guard, limit));
        }
        return new Guards(limits, new HashSet<>(raw.accept().orElse(List.of())));
    }

    private static Optional<Double> limit(Guard guard, GuardsConfig raw) {
        return switch (guard) {
            case EXCLUDED_ADDRESSES_LOST -> raw.excludedAddressesLost();
            case EXCLUDED_ENTRIES_LOST -> raw.excludedEntriesLost();
            case INCLUDED_ADDRESSES_LOST -> raw.includedAddressesLost();
            case INCLUDED_ENTRIES_LOST -> raw.includedEntriesLost();
            case DIFFERENCE_LOST -> raw.differenceLost();
            case DIFFERENCE_GAINED -> raw.differenceGained();
            case RULES_CHANGED -> raw.rulesChanged();
            case DIFFERENCE_LOST_IPV6 -> raw.differenceLostIpv6();
            case DIFFERENCE_GAINED_IPV6 -> raw.differenceGainedIpv6();
        };
    }
}
