package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.policy.Guard;
import dev.sluice.policy.Guards;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code sluice.guards}. */
public final class GuardSettings {

    private final GuardsConfig raw;
    private final Problems problems;

    public GuardSettings(GuardsConfig raw, Problems problems) {
        this.raw = raw;
        this.problems = problems;
    }

    public Guards guards() {
        Map<Guard, Double> limits = new EnumMap<>(Guard.class);
        for (Guard guard : Guard.values()) {
            limit(guard)
                    .flatMap(text -> problems.parse("sluice.guards." + guard, text, GuardSettings::percent))
                    .ifPresent(limit -> limits.put(guard, limit));
        }
        return new Guards(limits, new HashSet<>(raw.accept().orElse(List.of())));
    }

    public Set<String> acceptRemoval() {
        return new HashSet<>(raw.acceptRemoval().orElse(List.of()));
    }

    private Optional<String> limit(Guard guard) {
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

    private static double percent(String text) {
        try {
            double percent = Double.parseDouble(text);
            if (percent >= 0 && Double.isFinite(percent)) {
                return percent;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("'" + text + "' is not a number of percent, 0 or more");
    }
}
