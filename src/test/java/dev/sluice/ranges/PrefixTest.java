package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "128.0.0.0/1",
                "8.8.4.0/24",
                "8.8.4.4/32",
                "255.255.255.255/32",
                "::/0",
                "::/64",
                "8000::/1",
                "2001:4860::/32",
                "2001:db8:0:1::/64",
                "::8000:0:0:0/65",
                "::fffe:0:0/96",
                "::1:0:0:0/96",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"
            })
    void writesTheCidrItRead(String text) {
        assertThat(Prefix.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:DB8:0:0:0:0:0:0/32, 2001:db8::/32",
        "0:0:0:0:0:0:0:0/0, ::/0",
        "64:ff9b::192.0.2.0/120, 64:ff9b::c000:200/120"
    })
    void writesIpv6AsRfc5952Recommends(String text, String canonical) {
        assertThat(Prefix.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
        "0.0.0.0/1, 0.0.0.0, 127.255.255.255",
        "128.0.0.0/1, 128.0.0.0, 255.255.255.255",
        "8.8.4.0/24, 8.8.4.0, 8.8.4.255",
        "8.8.4.4/31, 8.8.4.4, 8.8.4.5",
        "255.255.255.255/32, 255.255.255.255, 255.255.255.255",
        "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "::/1, ::, 7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "8000::/1, 8000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8:0:2::/63, 2001:db8:0:2::, 2001:db8:0:3:ffff:ffff:ffff:ffff",
        "2001:db8:0:3::/64, 2001:db8:0:3::, 2001:db8:0:3:ffff:ffff:ffff:ffff",
        "2001:db8:0:0:8000::/65, 2001:db8:0:0:8000::, 2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::/127, 2001:db8::, 2001:db8::1",
        "2001:db8::/128, 2001:db8::, 2001:db8::"
    })
    void reachesFromItsFirstToItsLastAddress(String text, String first, String last) {
        Prefix prefix = Prefix.parse(text);

        assertThat(prefix.first()).hasToString(first);
        assertThat(prefix.last()).hasToString(last);
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.9.0/24, 8.8.8.0/23",
        "8.8.8.0/24, 8.8.8.0/23",
        "255.255.255.255/32, 255.255.255.254/31",
        "128.0.0.0/1, 0.0.0.0/0",
        "2001:db8:0:1::/64, 2001:db8::/63",
        "2001:db8:0:0:8000::/65, 2001:db8::/64",
        "2001:db8::1/128, 2001:db8::/127",
        "8000::/1, ::/0"
    })
    void liesInItsParent(String text, String parent) {
        assertThat(Prefix.parse(text).parent()).isEqualTo(Prefix.parse(parent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0"})
    void hasNoParentWhereItHoldsEverything(String text) {
        Prefix everything = Prefix.parse(text);

        assertThatIllegalArgumentException().isThrownBy(everything::parent);
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.0, it has no /length",
        "::1, it has no /length",
        "'', it has no /length",
        "8.8.8.0/, its length is not a number",
        "8.8.8.0/x, its length is not a number",
        "8.8.8.0/-1, its length is not a number",
        "8.8.8.0/+8, its length is not a number",
        "8.8.8.0/024, its length is not a number",
        "0.0.0.0/00, its length is not a number",
        "8.8.8.0/\u0662\u0664, its length is not a number",
        "8.8.8.0/2\u0664, its length is not a number",
        "'8.8.8.0/24 ', its length is not a number",
        "'8.8.8.0/ 24', its length is not a number",
        "8.8.8.0/24/24, its length is not a number",
        "8.8.8.0/255.255.255.0, its length is not a number",
        "8.8.8.0/99999999999, its length is not a number",
        "8.8.8.0/33, the length is from 0 to 32",
        "2001:0DB8::/129, the length is from 0 to 128",
        "8.8.8.0/128, the length is from 0 to 32",
        "2001:db8::/129, the length is from 0 to 128"
    })
    void refusesWhatIsNoCidr(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prefix.parse(text))
                .withMessage("'" + text + "' is not a CIDR: " + why);
    }

    @ParameterizedTest
    @CsvSource({"8.8.8/24, 8.8.8", "' 8.8.8.0/24', ' 8.8.8.0'", "2001:db8::g/64, 2001:db8::g", "/24, ''"})
    void refusesACidrWithoutAnAddress(String text, String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prefix.parse(text))
                .withMessage("'" + text + "' is not a CIDR: '" + address + "' is not an IP address");
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8/24, 8.8.8.0/24",
        "8.8.8.1/31, 8.8.8.0/31",
        "0.0.0.1/0, 0.0.0.0/0",
        "255.255.255.255/0, 0.0.0.0/0",
        "192.0.0.0/1, 128.0.0.0/1",
        "::1/0, ::/0",
        "4000::/1, ::/1",
        "2001:db8::1/32, 2001:db8::/32",
        "2001:0DB8:0::1/32, 2001:db8::/32",
        "2001:db8:0:1::/63, 2001:db8::/63",
        "2001:db8:0:0:8000::/64, 2001:db8::/64",
        "2001:db8:0:0:4000::/65, 2001:db8::/65",
        "2001:db8::1/127, 2001:db8::/127"
    })
    void refusesHostBitsAndSaysWhatToWrite(String text, String masked) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prefix.parse(text))
                .withMessage("'" + text + "' has host bits set: write " + masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:0:0/96",
                "::ffff:8.8.8.0/120",
                "::ffff:808:808/128",
                "::ffff:ffff:ffff/128",
                "::ffff:8.8.8.8/120",
                "::ffff:8.8.8.0/24"
            })
    void refusesAnIpv4BlockWrittenAsIpv6(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prefix.parse(text))
                .withMessage("'" + text + "' writes an IPv4 block as IPv6: write it as IPv4");
    }

    @Test
    void refusesALengthBelowZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prefix(Address.parse("0.0.0.0"), -1))
                .withMessage("'0.0.0.0/-1' is not a CIDR: the length is from 0 to 32");
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.4.0/24, 8.8.4.0, true",
        "8.8.4.0/24, 8.8.4.255, true",
        "8.8.4.0/24, 8.8.3.255, false",
        "8.8.4.0/24, 8.8.5.0, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::, false",
        "127.0.0.0/8, 128.0.0.0, false",
        "2001:db8::/64, 2001:db8::, true",
        "2001:db8::/64, 2001:db8::ffff:ffff:ffff:ffff, true",
        "2001:db8::/64, 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, false",
        "2001:db8::/64, 2001:db8:0:1::, false",
        "::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, true",
        "::/0, 0.0.0.0, false",
        "::/96, 8.8.4.4, false"
    })
    void containsTheAddressesThatShareItsLeadingBits(String prefix, String address, boolean contained) {
        assertThat(Prefix.parse(prefix).contains(Address.parse(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.4.0/24, 8.8.4.0/24, true",
        "8.8.4.0/24, 8.8.4.0/25, true",
        "8.8.4.0/24, 8.8.4.255/32, true",
        "8.8.4.0/24, 8.8.4.0/23, false",
        "8.8.4.0/24, 8.8.5.0/24, false",
        "8.8.4.0/24, 8.8.3.255/32, false",
        "0.0.0.0/0, ::/0, false",
        "::/0, 0.0.0.0/0, false",
        "::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128, true"
    })
    void containsThePrefixesThatLieWithin(String outer, String inner, boolean contained) {
        assertThat(Prefix.parse(outer).contains(Prefix.parse(inner))).isEqualTo(contained);
    }

    @Test
    void ordersByFirstAddressThenTheLargerBlockFirst() {
        // Given
        List<Prefix> ascending = Stream.of(
                        "0.0.0.0/0",
                        "0.0.0.0/8",
                        "9.0.0.0/8",
                        "10.0.0.0/8",
                        "10.0.0.0/16",
                        "10.0.0.0/32",
                        "10.0.0.1/32",
                        "200.0.0.0/8",
                        "::/0",
                        "::/128",
                        "8000::/1")
                .map(Prefix::parse)
                .toList();

        // When
        List<Prefix> sorted = ascending.reversed().stream().sorted().toList();

        // Then
        assertThat(sorted).isEqualTo(ascending);
    }

    @ParameterizedTest
    @CsvSource({"IPV4, 0.0.0.0/0", "IPV6, ::/0"})
    void coversItsWholeFamily(Family family, String everything) {
        assertThat(Prefix.everything(family)).hasToString(everything);
    }
}
