package dev.sluice.policy;

import static dev.sluice.policy.Notation.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ranges.Family;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {

    private static final String DIGEST = "0f".repeat(32);

    /** Loses half of its addresses in both families. */
    private static final FeedChange HALVED = FeedChange.between(
            new Selection(List.of(list("goog", "8.8.8.0/24", "2001:db8::/32")), List.of()),
            new Selection(List.of(list("goog", "8.8.8.0/25", "2001:db8::/33")), List.of()));

    @Test
    void speakOnlyOfTheFamiliesThatAreBlocked() {
        Guards guards = new Guards(Map.of(), Set.of());

        assertThat(tripped(guards, Set.of(Family.IPV4)))
                .containsExactly(
                        Guard.INCLUDED_ADDRESSES_LOST,
                        Guard.INCLUDED_ENTRIES_LOST,
                        Guard.DIFFERENCE_LOST,
                        Guard.RULES_CHANGED);
        assertThat(tripped(guards, Set.of(Family.IPV6))).containsExactly(Guard.DIFFERENCE_LOST_IPV6);
        assertThat(guards.read(HALVED, EnumSet.allOf(Family.class)))
                .extracting(Guards.Measurement::guard)
                .containsExactly(Guard.values());
    }

    @Test
    void takeAConfiguredLimitInsteadOfTheDefault() {
        // Given
        Guards guards = new Guards(Map.of(Guard.DIFFERENCE_LOST_IPV6, 50.0, Guard.DIFFERENCE_LOST, 49.9), Set.of());

        // When
        List<Guard> tripped = tripped(guards, EnumSet.allOf(Family.class));

        // Then
        assertThat(tripped).contains(Guard.DIFFERENCE_LOST).doesNotContain(Guard.DIFFERENCE_LOST_IPV6);
        assertThat(guards.limits())
                .hasSize(Guard.values().length)
                .containsEntry(Guard.RULES_CHANGED, Guard.RULES_CHANGED.defaultLimit());
    }

    @Test
    void tripAtAnyGrowthFromNothingWhateverTheLimit() {
        // Given
        Guards guards = new Guards(Map.of(Guard.DIFFERENCE_GAINED, 1e300), Set.of());
        FeedChange step = FeedChange.between(
                new Selection(List.of(list("goog")), List.of()),
                new Selection(List.of(list("goog", "8.8.8.8/32")), List.of()));

        // When
        List<Guards.Measurement> readings = guards.read(step, Set.of(Family.IPV4));

        // Then
        assertThat(readings)
                .filteredOn(reading -> reading.guard() == Guard.DIFFERENCE_GAINED)
                .singleElement()
                .returns(true, Guards.Measurement::tripped)
                .asString()
                .startsWith("difference-gained: addresses new in the difference from none to some (limit ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "96.384 | 25   | 96.38 % (limit 25 %)",
                "96.4   | 25   | 96.4 % (limit 25 %)",
                "100    | 0.5  | 100 % (limit 0.5 %)",
                "0      | 0.25 | 0 % (limit 0.25 %)",
                "20.05  | 30   | 20.05 % (limit 30 %)",
                "0.001  | 10   | 0 % (limit 10 %)",
                "0.5    | 0.5  | 0.5 % (limit 0.5 %)",
                "0.504  | 0.5  | 0.504 % (limit 0.5 %)",
                "25.00003 | 25 | 25.00003 % (limit 25 %)",
                "0.0025 | 0    | 0.003 % (limit 0 %)",
                "0.0052 | 0.0051 | 0.0052 % (limit 0.0051 %)"
            })
    void sayWhatWasMeasuredAndWhatTheLimitIs(double percent, double limit, String said) {
        assertThat(new Guards.Measurement(Guard.DIFFERENCE_GAINED, percent, limit))
                .hasToString("difference-gained: addresses new in the difference " + said);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.1, Double.NEGATIVE_INFINITY})
    void refuseALimitThatIsNoPercentage(double limit) {
        Map<Guard, Double> limits = Map.of(Guard.DIFFERENCE_LOST, limit);

        assertThatThrownBy(() -> new Guards(limits, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + limit + "' is not a limit for difference-lost: it is a percentage, 0 or more");
    }

    @Test
    void acceptListsByTheirDigest() {
        Guards guards = new Guards(Map.of(), Set.of(DIGEST));

        assertThat(guards.accept(DIGEST, Set.of("1713600000000"))).isTrue();
        assertThat(guards.accept("f0".repeat(32), Set.of("1713600000000"))).isFalse();
        assertThat(guards.accept(DIGEST.substring(0, 12), Set.of())).isFalse();
    }

    @Test
    void acceptListsByOneOfTheirTokens() {
        Guards guards = new Guards(Map.of(), Set.of("1713600000000"));

        assertThat(guards.accept(DIGEST, Set.of("1713600000000", "7"))).isTrue();
        assertThat(guards.accept(DIGEST, Set.of("7"))).isFalse();
        assertThat(guards.accept(DIGEST, Set.of())).isFalse();
    }

    @Test
    void acceptNothingUnasked() {
        assertThat(new Guards(Map.of(), Set.of()).accept(DIGEST, Set.of("7"))).isFalse();
    }

    private static List<Guard> tripped(Guards guards, Set<Family> families) {
        return guards.read(HALVED, families).stream()
                .filter(Guards.Measurement::tripped)
                .map(Guards.Measurement::guard)
                .toList();
    }
}
