package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @Test
    void readsADottedQuad() {
        assertThat(Address.parse("8.8.4.255")).isEqualTo(new Address(Family.IPV4, 0, 0x080804ffL));
    }

    @Test
    void readsAllBitsOfBothFamilies() {
        assertThat(Address.parse("255.255.255.255")).isEqualTo(new Address(Family.IPV4, 0, 0xffffffffL));
        assertThat(Address.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))
                .isEqualTo(new Address(Family.IPV6, -1, -1));
    }

    @Test
    void readsEachGroupIntoItsPlace() {
        assertThat(Address.parse("1:2:3:4:a:B:cC:DdDd"))
                .isEqualTo(new Address(Family.IPV6, 0x0001_0002_0003_0004L, 0x000a_000b_00cc_ddddL));
    }

    @ParameterizedTest
    @CsvSource({
        "::, 0, 0",
        "::1, 0, 1",
        "1::, 1000000000000, 0",
        "1::8, 1000000000000, 8",
        "1:2:3::, 1000200030000, 0",
        "::6:7:8, 0, 600070008",
        "::2:3:4:5:6:7:8, 200030004, 5000600070008",
        "1:2:3:4:5:6:7::, 1000200030004, 5000600070000",
        "::8.8.4.4, 0, 8080404",
        "::ffff:8.8.4.4, 0, ffff08080404",
        "64:ff9b::192.0.2.255, 64ff9b00000000, c00002ff",
        "1:2:3:4:5:6:255.255.255.255, 1000200030004, 50006ffffffff"
    })
    void readsShortenedAndMixedNotation(String text, String high, String low) {
        assertThat(Address.parse(text))
                .isEqualTo(new Address(Family.IPV6, Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "8.8.8",
                "8.8.8.8.8",
                "8.8.8.",
                "8.8.8.8.",
                ".8.8.8",
                "8..8.8",
                "8.8.8.256",
                "8.8.8.1000",
                "8.8.8.99999999999",
                "8.8.8.08",
                "8.8.8.00",
                "8.8.8.-8",
                "8.8.8.+8",
                "8.8.8.0x8",
                "8.8.8.a",
                "8.8.8.\u0668",
                " 8.8.8.8",
                "8.8.8.8 ",
                "8.8.8.8\n",
                "8.8.8.8/32",
                "134744072"
            })
    void refusesWhatIsNoDottedQuad(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":::",
                "1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "1::2::3",
                "1:::2",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                ":1::2",
                "1::2:",
                "12345::",
                "00001::",
                "g::",
                "G::",
                "-1::",
                "+1::",
                "\u0661::",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "::1.2.3",
                "::1.2.3.04",
                "::1.2.3.256",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:1.2.3.4",
                "fe80::1%eth0",
                "[::1]",
                "::1/128",
                " ::1",
                "::1 "
            })
    void refusesWhatIsNoIpv6Address(String text) {
        assertRefused(text);
    }

    private static void assertRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse(text))
                .withMessage("'" + text + "' is not an IP address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.0.0.1", "127.255.255.255", "128.0.0.0", "192.0.2.10", "255.255.255.255"})
    void writesAnIpv4AddressAsDottedQuad(String text) {
        assertThat(Address.parse(text)).hasToString(text);
    }

    /** The cases of RFC 5952 §4 first, then every place that the gap may take. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:AAAA::ABCD, 2001:db8:aaaa::abcd",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "1:2:3:0:0:6:7:8, 1:2:3::6:7:8",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "0:2:0:4:0:6:0:8, 0:2:0:4:0:6:0:8",
        "::ffff:8.8.4.4, ::ffff:808:404",
        "FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void writesAnIpv6AddressAsRfc5952Recommends(String text, String canonical) {
        assertThat(Address.parse(text)).hasToString(canonical);
    }

    @Test
    void ordersByFamilyThenAsUnsignedNumbers() {
        // Given
        List<Address> ascending = Stream.of(
                        "0.0.0.0",
                        "9.0.0.0",
                        "10.0.0.0",
                        "127.255.255.255",
                        "128.0.0.0",
                        "255.255.255.255",
                        "::",
                        "::1",
                        "::7fff:ffff:ffff:ffff",
                        "::8000:0:0:0",
                        "::ffff:ffff:ffff:ffff",
                        "0:0:0:1::",
                        "7fff::",
                        "8000::",
                        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
                .map(Address::parse)
                .toList();

        // When
        List<Address> sorted = ascending.reversed().stream().sorted().toList();

        // Then
        assertThat(sorted).isEqualTo(ascending);
    }

    @ParameterizedTest
    @CsvSource({"0, 100000000", "1, 0", "0, ffffffffffffffff", "8000000000000000, 1"})
    void refusesAnIpv4AddressOfMoreThan32Bits(String high, String low) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Address(Family.IPV4, Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)))
                .withMessage("an IPv4 address has 32 bits, got " + high + ":" + low);
    }

    @Test
    void refusesAHostThatWritesAnIpv4AddressAsIpv6() {
        assertThat(Address.parseHost("::fffe:808:808")).isEqualTo(Address.parse("::fffe:808:808"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parseHost("::ffff:8.8.8.8"))
                .withMessage("'::ffff:8.8.8.8' writes an IPv4 address as IPv6: write it as IPv4");
    }
}
