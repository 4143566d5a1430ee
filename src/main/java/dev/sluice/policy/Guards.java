package dev.sluice.policy;

import dev.sluice.ranges.Family;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The limits of all guards and what a person let pass.
 *
 * @param limits in percent, 0 or more; a guard without one has its default
 * @param accept digests of lists or sync tokens that may pass whatever the guards say
 */
public record Guards(Map<Guard, Double> limits, Set<String> accept) {

    public Guards {
        Map<Guard, Double> complete = new EnumMap<>(Guard.class);
        for (Guard guard : Guard.values()) {
            complete.put(guard, checked(guard, limits.getOrDefault(guard, guard.defaultLimit())));
        }
        limits = Map.copyOf(complete);
        accept = Set.copyOf(accept);
    }

    // Nothing is above NaN: such a guard would never trip.
    private static double checked(Guard guard, double limit) {
        if (limit >= 0) {
            return limit;
        }
        throw new IllegalArgumentException(
                "'" + limit + "' is not a limit for " + guard + ": it is a percentage, 0 or more");
    }

    /** What one guard measured. */
    public record Measurement(Guard guard, double percent, double limit) {

        public boolean tripped() {
            return percent > limit;
        }

        /** For example {@code difference-gained: addresses new in the difference 96.4 % (limit 25 %)}. */
        @Override
        public String toString() {
            return guard + ": " + guard.sentence() + " " + measured() + " (limit " + allowed() + ")";
        }

        /** For example {@code 96.4 %}. */
        public String measured() {
            return percent(percent, digits());
        }

        /** For example {@code 25 %}. */
        public String allowed() {
            return percent(limit, digits());
        }

        private int digits() {
            int digits = 2;
            // A held run must not say 0.5 % beside a limit of 0.5 %.
            while (tripped() && percent(percent, digits).equals(percent(limit, digits))) {
                digits++;
            }
            return digits;
        }

        private static String percent(double value, int digits) {
            if (Double.isInfinite(value)) {
                return "from none to some";
            }
            String rounded = String.format(Locale.ROOT, "%." + digits + "f", value);
            return rounded.replaceFirst("\\.?0+$", "") + " %";
        }
    }

    /** The readings of the guards that speak of these families, in the order of {@link Guard}. */
    public List<Measurement> read(FeedChange step, Set<Family> families) {
        return Arrays.stream(Guard.values())
                .filter(guard -> families.contains(guard.family()))
                .map(guard -> new Measurement(guard, guard.measure(step), limits.get(guard)))
                .toList();
    }

    /** Whether a person let these lists pass, by their digest or by one of the sync tokens they carry. */
    public boolean accept(String digest, Set<String> tokens) {
        return accept.contains(digest) || tokens.stream().anyMatch(accept::contains);
    }
}
