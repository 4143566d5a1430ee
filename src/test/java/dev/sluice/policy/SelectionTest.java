package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.list;
import static dev.sluice.policy.Notation.prefixes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.Entry;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import dev.sluice.ranges.Sha256;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

    private static final PrefixList GOOG = list("goog", "8.8.8.0/24", "34.0.0.0/15", "2001:4860::/32");
    private static final PrefixList CLOUD = list("cloud", "34.0.0.0/16");
    private static final Selection SELECTION = new Selection(List.of(GOOG), List.of(CLOUD));

    @Test
    void differsByTheAddressesThatAreIncludedAndNotExcluded() {
        assertThat(SELECTION.difference()).isEqualTo(addresses("8.8.8.0/24", "34.1.0.0/16", "2001:4860::/32"));
    }

    @Test
    void putsThePrefixesOfARoleTogetherSortedAndOnce() {
        // Given
        PrefixList more = list("more", "2001:db8::/32", "34.0.0.0/15", "1.0.0.0/8");

        // When
        Selection selection = new Selection(List.of(GOOG, more), List.of(CLOUD, more));

        // Then
        assertThat(selection.includedPrefixes())
                .isEqualTo(prefixes("1.0.0.0/8", "8.8.8.0/24", "34.0.0.0/15", "2001:db8::/32", "2001:4860::/32"));
        assertThat(selection.excludedPrefixes())
                .isEqualTo(prefixes("1.0.0.0/8", "34.0.0.0/15", "34.0.0.0/16", "2001:db8::/32"));
    }

    @Test
    void digestsTheCanonicalTextOfAllListsByName() {
        assertThat(SELECTION.digest())
                .isEqualTo(Sha256.hex("cloud\n34.0.0.0/16\ngoog\n8.8.8.0/24\n34.0.0.0/15\n2001:4860::/32\n"));
    }

    @Test
    void digestsTheSameInAnyOrderAndWithOrWithoutScopes() {
        // Given
        PrefixList shuffled = list("goog", "2001:4860::/32", "34.0.0.0/15", "8.8.8.0/24", "34.0.0.0/15");
        PrefixList scoped = new PrefixList("cloud", List.of(new Entry(Prefix.parse("34.0.0.0/16"), "us-central1")));

        // When
        String digest = new Selection(List.of(shuffled), List.of(scoped)).digest();

        // Then
        assertThat(digest).isEqualTo(SELECTION.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.0/24",
                "8.8.8.0/24 34.0.0.0/15 2001:4860::/33",
                "8.8.8.0/24 34.0.0.0/15 2001:4860::/32 1.1.1.1/32",
                "8.8.8.0/25 8.8.8.128/25 34.0.0.0/15 2001:4860::/32"
            })
    void digestsAnyOtherPrefixesDifferently(String cidrs) {
        Selection other = new Selection(List.of(list("goog", cidrs.split(" "))), List.of(CLOUD));

        assertThat(other.digest()).isNotEqualTo(SELECTION.digest());
    }

    @Test
    void digestsTheSamePrefixesUnderOtherNamesDifferently() {
        // Given
        PrefixList prefixesOfGoog = new PrefixList("cloud", GOOG.entries());
        PrefixList prefixesOfCloud = new PrefixList("goog", CLOUD.entries());

        // When
        Selection swapped = new Selection(List.of(prefixesOfCloud), List.of(prefixesOfGoog));

        // Then
        assertThat(swapped.digest()).isNotEqualTo(SELECTION.digest());
    }

    @Test
    void keepsOnlyTheListsOfSomeNames() {
        assertThat(SELECTION.only("goog"::equals)).isEqualTo(new Selection(List.of(GOOG), List.of()));
        assertThat(SELECTION.only("cloud"::equals)).isEqualTo(new Selection(List.of(), List.of(CLOUD)));
    }

    @Test
    void namesItsIncludedListsFirst() {
        assertThat(SELECTION.lists()).containsExactly(GOOG, CLOUD);
    }
}
