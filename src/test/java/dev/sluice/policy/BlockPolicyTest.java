package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.list;
import static dev.sluice.policy.Notation.prefixes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BlockPolicyTest {

    private static final PrefixList GOOG = list("goog", "8.8.8.0/24", "34.0.0.0/15", "2001:4860::/32");
    private static final PrefixList CLOUD = list("cloud", "34.0.0.0/16", "34.1.0.0/16");
    private static final Selection SELECTION = new Selection(List.of(GOOG), List.of(CLOUD));

    static Stream<TinyUniverse> universes() {
        return TinyUniverse.cases(200);
    }

    @Test
    void blocksOnlyTheFamiliesAskedFor() {
        assertThat(block(Strategy.EXACT, Set.of(Family.IPV4)).block(SELECTION).prefixes())
                .isEqualTo(prefixes("8.8.8.0/24"));
        assertThat(block(Strategy.EXACT, Set.of(Family.IPV6)).block(SELECTION).prefixes())
                .isEqualTo(prefixes("2001:4860::/32"));
        assertThat(block(Strategy.EXACT, Set.of(Family.values()))
                        .block(SELECTION)
                        .prefixes())
                .isEqualTo(prefixes("8.8.8.0/24", "2001:4860::/32"));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void neverBlocksWhatIsExempt(Strategy strategy) {
        // Given
        BlockPolicy block = block(strategy, Set.of(Family.values()), "8.8.8.8/31", "2001:4860::/32", "34.0.0.0/15");

        // When
        Blocked blocked = block.block(SELECTION);

        // Then
        IpSet expected = addresses("8.8.8.0/24").minus(addresses("8.8.8.8/31"));
        assertThat(blocked.addresses()).isEqualTo(expected);
        assertThat(blocked.prefixes()).isEqualTo(expected.prefixes());
    }

    @Test
    void measuresTheStrategyAgainstTheDifferenceInTheSameFamilies() {
        Blocked blocked = block(Strategy.PREFIX_FILTER, Set.of(Family.IPV4)).block(SELECTION);

        assertThat(blocked.addresses()).isEqualTo(addresses("8.8.8.0/24", "34.0.0.0/15"));
        assertThat(blocked.difference()).isEqualTo(addresses("8.8.8.0/24"));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void givesThePrefixesOfExactlyTheBlockedAddresses(TinyUniverse universe) {
        // Given
        Selection selection = new Selection(
                List.of(PrefixList.of("goog", universe.prefixes(5)), PrefixList.of("more", universe.prefixes(2))),
                List.of(PrefixList.of("cloud", universe.prefixes(5))));
        Strategy strategy = Strategy.values()[universe.below(Strategy.values().length)];
        List<Prefix> exempt = universe.prefixes(3);
        BlockPolicy block = new BlockPolicy(
                List.of("goog", "more"), List.of("cloud"), strategy, EnumSet.allOf(Family.class), exempt);

        // When
        Blocked blocked = block.block(selection);

        // Then
        assertThat(IpSet.of(blocked.prefixes()))
                .as("%s %s %s", universe, block, selection)
                .isEqualTo(blocked.addresses());
        assertThat(blocked.prefixes())
                .as("%s %s %s", universe, block, selection)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(blocked.addresses().intersection(IpSet.of(exempt)))
                .as("%s %s %s", universe, block, selection)
                .isEqualTo(IpSet.EMPTY);
    }

    @Test
    void picksTheListsOfItsRoles() {
        // Given
        PrefixList other = list("other", "1.1.1.1/32");
        Map<String, PrefixList> published = Map.of("goog", GOOG, "cloud", CLOUD, "other", other);

        // When
        Selection selection = block(Strategy.EXACT, Set.of(Family.IPV4)).select(published);

        // Then
        assertThat(selection).isEqualTo(SELECTION);
    }

    @Test
    void blocksTheIncludedListsInItsFamilies() {
        BlockPolicy ipv4 = block(Strategy.EXACT, Set.of(Family.IPV4));

        assertThat(ipv4.blocks("goog", Family.IPV4)).isTrue();
        assertThat(ipv4.blocks("goog", Family.IPV6)).isFalse();
        assertThat(ipv4.blocks("cloud", Family.IPV4)).isFalse();
    }

    @Test
    void leavesOutAListThatWasNotPublished() {
        assertThat(block(Strategy.EXACT, Set.of(Family.IPV4)).select(Map.of("goog", GOOG)))
                .isEqualTo(new Selection(List.of(GOOG), List.of()));
    }

    @Test
    void keepsExemptPrefixesSortedAndOnce() {
        assertThat(block(Strategy.EXACT, Set.of(Family.IPV4), "9.0.0.0/8", "8.0.0.0/8", "9.0.0.0/8")
                        .exempt())
                .isEqualTo(prefixes("8.0.0.0/8", "9.0.0.0/8"));
    }

    @Test
    void keepsFamiliesInTheirOrder() {
        assertThat(block(Strategy.EXACT, Set.of(Family.IPV6, Family.IPV4)).families())
                .containsExactly(Family.IPV4, Family.IPV6);
    }

    @Test
    void refusesToBlockInNoFamily() {
        for (Set<Family> none : List.of(Set.<Family>of(), EnumSet.noneOf(Family.class))) {
            assertThatThrownBy(() -> block(Strategy.EXACT, none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no address family to block in");
        }
    }

    private static BlockPolicy block(Strategy strategy, Set<Family> families, String... exempt) {
        return new BlockPolicy(List.of("goog"), List.of("cloud"), strategy, families, prefixes(exempt));
    }
}
