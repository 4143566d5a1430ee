package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import dev.sluice.feed.Feed;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sluice.block.include  | gog            | 'gog' is not a feed: known are cloud, goog",
                "sluice.block.exclude  | clouds         | 'clouds' is not a feed: known are cloud, goog",
                "sluice.block.strategy | fast           | 'fast' is not one of exact, compact, prefix-filter",
                "sluice.block.strategy | EXACT          | 'EXACT' is not one of exact, compact, prefix-filter: write exact",
                "sluice.block.families | ipv5           | 'ipv5' is not one of ipv4, ipv6, both",
                "sluice.block.exempt   | 8.8.8.8        | '8.8.8.8' is not a CIDR: it has no /length",
                "sluice.block.exempt   | 8.8.8.8/24     | '8.8.8.8/24' has host bits set: write 8.8.8.0/24",
                "sluice.block.exempt   | 8.8.8.0/33     | '8.8.8.0/33' is not a CIDR: the length is from 0 to 32",
                "sluice.block.exempt   | 2001:db8::1/32 | '2001:db8::1/32' has host bits set: write 2001:db8::/32"
            })
    void refusesAWrongValue(String key, String value, String why) {
        assertThat(Configuration.minimal().with(key, value).mistakes()).containsExactly(key + ": " + why);
    }

    @Test
    void refusesAFeedThatIsIncludedAndExcluded() {
        assertThat(Configuration.minimal().with("sluice.block.exclude", "goog").mistakes())
                .containsExactly("sluice.block.exclude: 'goog' is included too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"include", "families"})
    void refusesToBlockNothing(String key) {
        assertThat(Configuration.minimal()
                        .and("sluice: { block: { " + key + ": [] } }")
                        .mistakes())
                .containsExactly("sluice.block." + key + ": is empty: there is nothing to block");
    }

    @Test
    void namesEachWrongValueOfAList() {
        assertThat(Configuration.minimal()
                        .and(
                                "sluice: { block: { exempt: [8.8.8.8/24, 8.8.4.0/24, 8.8.4.4/24], families: [ipv5, ipv7] } }")
                        .mistakes())
                .hasSize(4)
                .anyMatch(mistake -> mistake.contains("8.8.8.8/24"))
                .anyMatch(mistake -> mistake.contains("8.8.4.4/24"))
                .anyMatch(mistake -> mistake.contains("ipv5"))
                .anyMatch(mistake -> mistake.contains("ipv7"));
    }

    @Test
    void excludesNothingWhereTheListIsEmptyOnPurpose() {
        Settings settings = Configuration.minimal()
                .and("sluice: { block: { exclude: [] } }")
                .settings();

        assertThat(settings.plan().block().exclude()).isEmpty();
        assertThat(settings.feeds()
                        .named(
                                settings.plan().block().include(),
                                settings.plan().block().exclude()))
                .extracting(Feed::name)
                .containsExactly("goog");
    }

    @Test
    void excludesNothingWhereTheVariableIsEmptyOnPurpose() {
        Settings settings =
                Configuration.minimal().with(Map.of("SLUICE_BLOCK_EXCLUDE", "")).settings();

        assertThat(settings.plan().block().exclude()).isEmpty();
    }

    @Test
    void readsListsAndSingleValuesAlike() {
        BlockPolicy list = block(
                "{ include: [goog], exclude: [cloud], families: [ipv4, ipv6], exempt: [8.8.8.0/24, 8.8.4.0/24] }");
        BlockPolicy text =
                block("{ include: goog, exclude: cloud, families: 'ipv4, ipv6', exempt: '8.8.8.0/24,8.8.4.0/24' }");

        assertThat(list).isEqualTo(text);
        assertThat(text.exempt()).containsExactly(Prefix.parse("8.8.4.0/24"), Prefix.parse("8.8.8.0/24"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ipv4         | IPV4",
                "ipv6         | IPV6",
                "both         | IPV4,IPV6",
                "[both]       | IPV4,IPV6",
                "[ipv6, ipv4] | IPV4,IPV6"
            })
    void readsFamilies(String written, String families) {
        assertThat(block("{ families: " + written + " }").families())
                .extracting(Family::name)
                .containsExactly(families.split(","));
    }

    @Test
    void readsTheStrategy() {
        assertThat(block("{ strategy: prefix-filter }").strategy()).isEqualTo(Strategy.PREFIX_FILTER);
    }

    private static BlockPolicy block(String yaml) {
        return Configuration.minimal()
                .and("sluice: { block: " + yaml + " }")
                .settings()
                .plan()
                .block();
    }

    @Test
    void warnsOfExemptionsThatSomethingElseDenies() {
        // Given
        Configuration exempt = Configuration.minimal().with("sluice.block.exempt", "8.8.8.8/32");

        // When
        Configuration denying = exempt.with("sluice.clusters.demo.egress-firewalls[0].otherwise", "deny");

        // Then
        assertThat(exempt.warnings()).isEmpty();
        assertThat(denying.warnings())
                .hasSize(2)
                .contains("sluice.block.exempt: namespace llm-demo of cluster demo denies what no rule matches,"
                        + " exempt or not: allow it in before or after");
    }
}
