package dev.sluice.sync.settings;

import dev.sluice.policy.Guard;
import dev.sluice.policy.Guards;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code sluice.guards}. */
final class GuardSettings {

    private final GuardsConfig raw;
    private final Problems problems;

    GuardSettings(GuardsConfig raw, Problems problems) {
        this.raw = raw;
        this.problems = problems;
    }

    Guards guards() {
        // The map holds every key under sluice.guards, those that are no limits too.
        raw.limits().keySet().stream()
                .filter(name -> !names().contains(name) && !name.matches("accept(-removal)?(\\[[0-9]+])?"))
                .forEach(name -> problems.error(
                        "sluice.guards." + name, "is not a guard: known are " + String.join(", ", names())));
        Map<Guard, Double> limits = new EnumMap<>(Guard.class);
        for (Guard guard : Guard.values()) {
            String key = "sluice.guards." + guard;
            problems.read(
                            key,
                            raw.limits().getOrDefault(guard.toString(), Optional.empty()),
                            Optional.<Double>empty(),
                            text -> Optional.of(percent(text)))
                    .ifPresent(limit -> limits.put(guard, limit));
        }
        return new Guards(limits, new HashSet<>(raw.accept().orElse(List.of())));
    }

    Set<String> acceptRemoval() {
        return new HashSet<>(raw.acceptRemoval().orElse(List.of()));
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

    private static List<String> names() {
        return Arrays.stream(Guard.values()).map(Guard::toString).toList();
    }
}
