package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.list;
import static dev.sluice.policy.Notation.prefixes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StrategyTest {

    static Stream<TinyUniverse> universes() {
        return TinyUniverse.cases(200);
    }

    @Test
    void exactCutsExcludedAddressesOutOfIncludedPrefixes() {
        Selection selection = selection(list("goog", "8.8.8.0/24", "8.8.9.0/24"), list("cloud", "8.8.8.0/26"));

        assertThat(Strategy.EXACT.prefixes(selection, IpSet.EMPTY))
                .isEqualTo(prefixes("8.8.8.64/26", "8.8.8.128/25", "8.8.9.0/24"));
    }

    @Test
    void exactMergesNeighbours() {
        Selection selection = selection(list("goog", "8.8.8.0/24", "8.8.9.0/24", "8.8.9.7/32"), list("cloud"));

        assertThat(Strategy.EXACT.prefixes(selection, IpSet.EMPTY)).isEqualTo(prefixes("8.8.8.0/23"));
    }

    @Test
    void exactIgnoresWhatIsExcludedElsewhere() {
        Selection selection = selection(list("goog", "8.8.8.0/24"), list("cloud", "9.0.0.0/8", "::/0"));

        assertThat(Strategy.EXACT.addresses(selection)).isEqualTo(addresses("8.8.8.0/24"));
    }

    @Test
    void filterDropsAPrefixInsideOneExcludedPrefix() {
        Selection selection = selection(
                list("goog", "8.8.8.0/24", "34.0.0.0/16", "2600:1900::/32", "2001:4860::/32"),
                list("cloud", "34.0.0.0/15", "2600:1900::/32"));

        assertThat(Strategy.PREFIX_FILTER.prefixes(selection, IpSet.EMPTY))
                .isEqualTo(prefixes("8.8.8.0/24", "2001:4860::/32"));
    }

    @Test
    void filterKeepsAPrefixThatOnlySeveralExcludedOnesCover() {
        Selection selection = selection(list("goog", "34.0.0.0/15"), list("cloud", "34.0.0.0/16", "34.1.0.0/16"));

        assertThat(Strategy.PREFIX_FILTER.addresses(selection)).isEqualTo(addresses("34.0.0.0/15"));
        assertThat(Strategy.EXACT.addresses(selection)).isEqualTo(IpSet.EMPTY);
    }

    @Test
    void filterKeepsPrefixesAsTheyWerePublished() {
        Selection selection = selection(list("goog", "8.8.9.0/24", "8.8.8.0/24"), list("cloud", "8.8.8.0/25"));

        assertThat(Strategy.PREFIX_FILTER.prefixes(selection, IpSet.EMPTY))
                .isEqualTo(prefixes("8.8.8.0/24", "8.8.9.0/24"));
    }

    @Test
    void filterLooksAtEveryExcludedList() {
        Selection selection = selection(
                list("goog", "8.8.8.0/24", "9.9.9.0/24", "7.7.7.0/24"),
                list("cloud", "8.8.8.0/23"),
                list("other", "9.9.9.0/24"));

        assertThat(Strategy.PREFIX_FILTER.addresses(selection)).isEqualTo(addresses("7.7.7.0/24"));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void exemptAddressesAreCutOut(Strategy strategy) {
        Selection selection = selection(list("goog", "8.8.8.0/24", "2001:4860::/32"), list("cloud"));

        assertThat(strategy.prefixes(selection, addresses("8.8.8.128/25", "2001:4860::/33", "1.1.1.1/32")))
                .isEqualTo(prefixes("8.8.8.0/25", "2001:4860:8000::/33"));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void exemptPrefixesCanTakeEverything(Strategy strategy) {
        Selection selection = selection(list("goog", "8.8.8.0/24"), list("cloud"));

        assertThat(strategy.prefixes(selection, addresses("8.8.0.0/16"))).isEmpty();
    }

    @Test
    void filterGivesThePiecesOfNestedPrefixesOnceAndInOrder() {
        Selection selection = selection(list("goog", "8.8.8.0/24", "8.8.8.0/25", "8.8.8.64/27"), list("cloud"));

        assertThat(Strategy.PREFIX_FILTER.prefixes(selection, addresses("8.8.8.32/27", "8.8.8.128/25")))
                .isEqualTo(prefixes("8.8.8.0/27", "8.8.8.64/26", "8.8.8.64/27"));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void exactDeniesWhatIsIncludedAndNotExcluded(TinyUniverse universe) {
        // Given
        Selection selection = selection(universe);

        // When
        IpSet denied = Strategy.EXACT.addresses(selection);

        // Then
        IpSet expected = TinyUniverse.where(
                address -> selection.includedPrefixes().stream().anyMatch(prefix -> prefix.contains(address))
                        && selection.excludedPrefixes().stream().noneMatch(prefix -> prefix.contains(address)));
        assertThat(denied).as("%s %s", universe, selection).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("universes")
    void filterDeniesAtLeastWhatExactDoesAndNothingThatIsNotIncluded(TinyUniverse universe) {
        // Given
        Selection selection = selection(universe);

        // When
        IpSet denied = Strategy.PREFIX_FILTER.addresses(selection);

        // Then
        assertThat(denied.containsAll(selection.difference()))
                .as("%s %s", universe, selection)
                .isTrue();
        assertThat(IpSet.of(selection.includedPrefixes()).containsAll(denied))
                .as("%s %s", universe, selection)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("universes")
    void filterKeepsExactlyThePrefixesInsideNoSingleExcludedOne(TinyUniverse universe) {
        // Given
        Selection selection = selection(universe);

        // When
        List<Prefix> kept = Strategy.PREFIX_FILTER.prefixes(selection, IpSet.EMPTY);

        // Then
        assertThat(kept)
                .as("%s %s", universe, selection)
                .isEqualTo(selection.includedPrefixes().stream()
                        .filter(prefix ->
                                selection.excludedPrefixes().stream().noneMatch(excluded -> excluded.contains(prefix)))
                        .toList());
    }

    @Test
    void isSpelledAsInAConfiguration() {
        assertThat(Strategy.values())
                .extracting(Strategy::toString)
                .containsExactly("exact", "compact", "prefix-filter");
    }

    private static Selection selection(TinyUniverse universe) {
        return selection(PrefixList.of("goog", universe.prefixes(6)), PrefixList.of("cloud", universe.prefixes(6)));
    }

    private static Selection selection(PrefixList included, PrefixList... excluded) {
        return new Selection(List.of(included), List.of(excluded));
    }
}
