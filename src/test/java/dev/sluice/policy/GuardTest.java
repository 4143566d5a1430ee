package dev.sluice.policy;

import static dev.sluice.policy.Notation.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest {

    private static final Guards DEFAULTS = new Guards(Map.of(), Set.of());

    /** The parts whose loss, gain or change is exactly at a guard's limit. */
    static Stream<Arguments> partsAtTheLimit() {
        return Stream.of(
                Arguments.of(Guard.EXCLUDED_ADDRESSES_LOST, 1, 200),
                Arguments.of(Guard.EXCLUDED_ENTRIES_LOST, 3, 100),
                Arguments.of(Guard.INCLUDED_ADDRESSES_LOST, 1, 10),
                Arguments.of(Guard.INCLUDED_ENTRIES_LOST, 1, 10),
                Arguments.of(Guard.DIFFERENCE_LOST, 3, 10),
                Arguments.of(Guard.DIFFERENCE_GAINED, 1, 4),
                Arguments.of(Guard.RULES_CHANGED, 2, 8),
                Arguments.of(Guard.DIFFERENCE_LOST_IPV6, 3, 10),
                Arguments.of(Guard.DIFFERENCE_GAINED_IPV6, 1, 4));
    }

    @Test
    void isTriedAtItsLimitHereWhicheverItIs() {
        assertThat(partsAtTheLimit().map(arguments -> arguments.get()[0])).containsExactly((Object[]) Guard.values());
    }

    @ParameterizedTest
    @MethodSource("partsAtTheLimit")
    void isSilentJustBelowItsLimit(Guard guard, int part, int whole) {
        Guards.Measurement reading = reading(guard, step(guard, part, whole + 1));

        assertThat(reading.percent()).isEqualTo(100.0 * part / (whole + 1)).isLessThan(guard.defaultLimit());
        assertThat(reading.tripped()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("partsAtTheLimit")
    void isSilentAtItsLimit(Guard guard, int part, int whole) {
        Guards.Measurement reading = reading(guard, step(guard, part, whole));

        assertThat(reading.percent()).isEqualTo(guard.defaultLimit());
        assertThat(reading.tripped()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("partsAtTheLimit")
    void tripsJustAboveItsLimit(Guard guard, int part, int whole) {
        Guards.Measurement reading = reading(guard, step(guard, part, whole - 1));

        assertThat(reading.percent()).isEqualTo(100.0 * part / (whole - 1)).isGreaterThan(guard.defaultLimit());
        assertThat(reading.tripped()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "excluded-addresses-lost, IPV4, 0.5",
        "excluded-entries-lost,   IPV4, 3",
        "included-addresses-lost, IPV4, 10",
        "included-entries-lost,   IPV4, 10",
        "difference-lost,         IPV4, 30",
        "difference-gained,       IPV4, 25",
        "rules-changed,           IPV4, 25",
        "difference-lost-ipv6,    IPV6, 30",
        "difference-gained-ipv6,  IPV6, 25"
    })
    void hasTheLimitThatTheHistoryOfTheFeedsSuggests(String key, Family family, double limit) {
        Guard guard = Stream.of(Guard.values())
                .filter(candidate -> candidate.toString().equals(key))
                .findFirst()
                .orElseThrow();

        assertThat(guard.family()).isEqualTo(family);
        assertThat(guard.defaultLimit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void readsNothingWhereNothingChanged(Guard guard) {
        Selection same = step(guard, 1, 10).before();

        assertThat(guard.measure(FeedChange.between(same, same))).isZero();
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void readsNothingWhereNothingWasAndNothingIs(Guard guard) {
        Selection empty = new Selection(List.of(list("goog")), List.of(list("cloud")));

        assertThat(guard.measure(FeedChange.between(empty, empty))).isZero();
    }

    @Test
    void readsAllOfWhatWentCompletely() {
        // Given
        Selection before =
                new Selection(List.of(list("goog", "8.0.0.0/8", "2001::/16")), List.of(list("cloud", "9.0.0.0/8")));
        Selection now = new Selection(List.of(list("goog")), List.of(list("cloud")));

        // When
        FeedChange step = FeedChange.between(before, now);

        // Then
        assertThat(Stream.of(Guard.values()).filter(guard -> guard.measure(step) == 100))
                .containsExactly(
                        Guard.EXCLUDED_ADDRESSES_LOST,
                        Guard.EXCLUDED_ENTRIES_LOST,
                        Guard.INCLUDED_ADDRESSES_LOST,
                        Guard.INCLUDED_ENTRIES_LOST,
                        Guard.DIFFERENCE_LOST,
                        Guard.RULES_CHANGED,
                        Guard.DIFFERENCE_LOST_IPV6);
    }

    @Test
    void findsGrowthFromNothingInfinite() {
        // Given
        Selection before = new Selection(List.of(list("goog")), List.of());
        Selection now = new Selection(List.of(list("goog", "8.8.8.8/32", "2001:db8::/128")), List.of());

        // When
        FeedChange step = FeedChange.between(before, now);

        // Then
        assertThat(Stream.of(Guard.values()).filter(guard -> guard.measure(step) > 0))
                .containsExactly(Guard.DIFFERENCE_GAINED, Guard.RULES_CHANGED, Guard.DIFFERENCE_GAINED_IPV6)
                .allMatch(guard -> guard.measure(step) == Double.POSITIVE_INFINITY);
    }

    @Test
    void countsEntriesThatWereOnlySplitAsGone() {
        FeedChange step = excluded(
                list("cloud", "8.0.0.0/8", "9.9.9.9/32"), list("cloud", "8.0.0.0/9", "8.128.0.0/9", "9.9.9.9/32"));

        assertThat(Guard.EXCLUDED_ENTRIES_LOST.measure(step)).isEqualTo(50);
        assertThat(Guard.EXCLUDED_ADDRESSES_LOST.measure(step)).isZero();
    }

    @Test
    void weighsAddressesRegardlessOfEntries() {
        FeedChange step =
                excluded(list("cloud", "8.0.0.0/24", "9.9.9.0/24"), list("cloud", "8.0.0.0/24", "9.9.9.0/25"));

        assertThat(Guard.EXCLUDED_ADDRESSES_LOST.measure(step)).isEqualTo(25);
    }

    @Test
    void countsExactRuleLinesThatCameAndWent() {
        // Given
        PrefixList before = list("goog", "8.8.8.0/24", "8.8.10.0/24", "8.8.12.0/24", "8.8.14.0/24");
        PrefixList now = list("goog", "8.8.8.0/24", "8.8.9.0/24", "8.8.12.0/24", "8.8.14.0/24");

        // When
        double percent = Guard.RULES_CHANGED.measure(included(before, now));

        // Then
        assertThat(percent)
                .as("8.8.8.0/24 and 8.8.10.0/24 went, 8.8.8.0/23 came")
                .isEqualTo(75);
    }

    @Test
    void doesNotMixTheFamilies() {
        // Given
        PrefixList before = list("goog", "8.8.8.0/24", "2001:db8::/32");

        // When
        FeedChange step = included(before, list("goog", "8.8.8.0/24", "2001:db9::/32"));

        // Then
        assertThat(Stream.of(Guard.values()).filter(guard -> guard.measure(step) > 0))
                .containsExactly(Guard.DIFFERENCE_LOST_IPV6, Guard.DIFFERENCE_GAINED_IPV6);
    }

    /** A step that loses or gains a part of what the guard watches. */
    private static FeedChange step(Guard guard, int part, int whole) {
        return switch (guard) {
            case EXCLUDED_ADDRESSES_LOST, EXCLUDED_ENTRIES_LOST ->
                excluded(hosts("cloud", Family.IPV4, 0, whole), hosts("cloud", Family.IPV4, part, whole));
            case INCLUDED_ADDRESSES_LOST, INCLUDED_ENTRIES_LOST, DIFFERENCE_LOST ->
                included(hosts("goog", Family.IPV4, 0, whole), hosts("goog", Family.IPV4, part, whole));
            case DIFFERENCE_GAINED ->
                included(hosts("goog", Family.IPV4, part, whole + part), hosts("goog", Family.IPV4, 0, whole + part));
            case RULES_CHANGED ->
                included(hosts("goog", Family.IPV4, 0, whole), hosts("goog", Family.IPV4, part / 2, whole + part / 2));
            case DIFFERENCE_LOST_IPV6 ->
                included(hosts("goog", Family.IPV6, 0, whole), hosts("goog", Family.IPV6, part, whole));
            case DIFFERENCE_GAINED_IPV6 ->
                included(hosts("goog", Family.IPV6, part, whole + part), hosts("goog", Family.IPV6, 0, whole + part));
        };
    }

    private static FeedChange included(PrefixList before, PrefixList now) {
        return FeedChange.between(new Selection(List.of(before), List.of()), new Selection(List.of(now), List.of()));
    }

    private static FeedChange excluded(PrefixList before, PrefixList now) {
        return FeedChange.between(new Selection(List.of(), List.of(before)), new Selection(List.of(), List.of(now)));
    }

    /** Single addresses with a gap between each two, so that each is a rule line of its own. */
    private static PrefixList hosts(String name, Family family, int from, int to) {
        return PrefixList.of(
                name,
                IntStream.range(from, to)
                        .mapToObj(i -> new Prefix(new Address(family, 0, 0x0800_0000L + 2L * i), family.bits()))
                        .toList());
    }

    private static Guards.Measurement reading(Guard guard, FeedChange step) {
        return DEFAULTS.read(step, Set.of(guard.family())).stream()
                .filter(reading -> reading.guard() == guard)
                .findFirst()
                .orElseThrow();
    }
}
