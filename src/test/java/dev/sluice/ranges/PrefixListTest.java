package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixListTest {

    @Test
    void equalsAListOfTheSamePrefixesInAnotherOrder() {
        PrefixList list = list("2001:4860::/32", "8.8.8.0/24", "8.8.4.0/24", "8.8.8.0/24");

        assertThat(list).isEqualTo(list("8.8.4.0/24", "8.8.8.0/24", "2001:4860::/32"));
        assertThat(list).isNotEqualTo(list("8.8.4.0/24", "8.8.8.0/24"));
    }

    @Test
    void keepsNestedAndAdjacentPrefixesAsPublished() {
        PrefixList list = list("8.8.5.0/24", "8.8.4.0/24", "8.8.4.0/25");

        assertThat(list.prefixes())
                .extracting(Prefix::toString)
                .containsExactly("8.8.4.0/24", "8.8.4.0/25", "8.8.5.0/24");
        assertThat(IpSet.of(list.prefixes())).hasToString("[8.8.4.0/23]");
    }

    @Test
    void listsAPrefixOfSeveralScopesOnce() {
        PrefixList cloud = new PrefixList(
                "cloud", List.of(entry("8.8.4.0/24", "us"), entry("8.8.4.0/24", "eu"), entry("8.8.4.0/24", "us")));

        assertThat(cloud.entries()).containsExactly(entry("8.8.4.0/24", "eu"), entry("8.8.4.0/24", "us"));
        assertThat(cloud.prefixes()).containsExactly(Prefix.parse("8.8.4.0/24"));
        assertThat(cloud.text()).isEqualTo("8.8.4.0/24\n");
    }

    @Test
    void separatesTheFamilies() {
        PrefixList list = list("::/1", "0.0.0.0/1");

        assertThat(list.prefixes(Family.IPV4)).containsExactly(Prefix.parse("0.0.0.0/1"));
        assertThat(list.prefixes(Family.IPV6)).containsExactly(Prefix.parse("::/1"));
    }

    @Test
    void cannotBeChanged() {
        PrefixList list = list("8.8.4.0/24");

        assertThatThrownBy(() -> list.entries().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void writesOneSortedPrefixALine() {
        assertThat(list("2001:4860::/32", "10.0.0.0/8", "9.0.0.0/8").text())
                .isEqualTo("9.0.0.0/8\n10.0.0.0/8\n2001:4860::/32\n");
        assertThat(list().text()).isEmpty();
    }

    @Test
    void readsWhatItWrote() {
        RandomSets.cases(100).forEach(random -> {
            PrefixList list = PrefixList.of("goog", random.prefixes());

            assertThat(PrefixList.parse("goog", list.text())).as("%s", random).isEqualTo(list);
        });
    }

    @Test
    void namesTheLineThatIsNoPrefix() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrefixList.parse("goog.txt", "8.8.4.0/24\n8.8.8.8/24\n"))
                .withMessage("goog.txt, line 2: '8.8.8.8/24' has host bits set: write 8.8.8.0/24");
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.4.4, 8.8.4.0/24",
        "8.8.4.200, 8.8.4.128/25",
        "8.8.5.1, 8.8.0.0/16",
        "9.9.9.9, 0.0.0.0/0",
        "2001:4860::1, 2001:4860::/32"
    })
    void findsTheMostSpecificEntry(String address, String entry) {
        PrefixList list = list("0.0.0.0/0", "8.8.0.0/16", "8.8.4.0/24", "8.8.4.128/25", "2001:4860::/32");

        assertThat(list.entryFor(Address.parse(address))).contains(entry(entry, ""));
    }

    @Test
    void findsNoEntryForAnAddressOutside() {
        assertThat(list("0.0.0.0/0", "8000::/1").entryFor(Address.parse("::1"))).isEmpty();
    }

    @Test
    void showsTheScopeOfAnEntryThatHasOne() {
        assertThat(entry("8.8.4.0/24", "us-east1")).hasToString("8.8.4.0/24 (us-east1)");
        assertThat(entry("8.8.4.0/24", "")).hasToString("8.8.4.0/24");
    }

    private static PrefixList list(String... prefixes) {
        return PrefixList.of("goog", Arrays.stream(prefixes).map(Prefix::parse).toList());
    }

    private static Entry entry(String prefix, String scope) {
        return new Entry(Prefix.parse(prefix), scope);
    }
}
