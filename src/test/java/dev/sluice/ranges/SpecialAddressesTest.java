package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialAddressesTest {

    /** Both ends of what the registries call not globally reachable, and of multicast. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.8",
                "192.0.0.170",
                "192.0.0.171",
                "192.0.0.255",
                "192.0.2.1",
                "192.88.99.2",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.0",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "64:ff9b:1::",
                "100::1",
                "100:0:0:1::1",
                "2001:1::4",
                "2001:2::1",
                "2001:10::1",
                "2001:1ff:ffff::1",
                "2001:db8::1",
                "3fff::1",
                "3fff:fff::1",
                "5f00::1",
                "fc00::",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "ff02::1",
                "ffff:ffff:ffff:ffff::"
            })
    void areNotPublic(String address) {
        assertThat(SpecialAddresses.all().contains(Address.parse(address))).isTrue();
    }

    /** What lies right beside them, or inside them and is globally reachable. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.0.9",
                "192.0.0.10",
                "192.0.1.0",
                "192.0.3.0",
                "192.31.196.1",
                "192.52.193.1",
                "192.88.99.1",
                "192.167.255.255",
                "192.169.0.0",
                "192.175.48.1",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "8.8.8.8",
                "34.64.0.1",
                "64:ff9b::808:808",
                "2001::1",
                "2001:1::1",
                "2001:1::2",
                "2001:1::3",
                "2001:3::1",
                "2001:4:112::1",
                "2001:20::1",
                "2001:30::1",
                "2001:200::",
                "2001:4860::1",
                "2001:db7:ffff::1",
                "2001:db9::",
                "2002::1",
                "2600:1900::1",
                "2620:4f:8000::1",
                "3ffe::1",
                "3fff:1000::",
                "fbff::1",
                "fec0::1"
            })
    void arePublic(String address) {
        assertThat(SpecialAddresses.all().contains(Address.parse(address))).isFalse();
    }

    /** Counted by hand from the registry: what is not globally reachable and multicast, less two anycast addresses. */
    @Test
    void areAsManyInIpv4AsTheRegistrySays() {
        long blocks = 3 * (1L << 24)
                + (1L << 22)
                + (1L << 16)
                + (1L << 20)
                + 256
                + 256
                + (1L << 16)
                + (1L << 17)
                + 256
                + 256
                + 1
                + 2 * (1L << 28);

        assertThat(SpecialAddresses.all().size(Family.IPV4)).isEqualTo(BigInteger.valueOf(blocks - 2));
    }

    @Test
    void leaveAListThatHasNoneAsItIs() {
        PrefixList list = list(new Entry(Prefix.parse("8.8.8.0/24"), "europe-west3"));

        assertThat(SpecialAddresses.without(list)).isSameAs(list);
    }

    @Test
    void areTakenOutOfAList() {
        PrefixList list = list(
                new Entry(Prefix.parse("10.1.0.0/16"), "inside"),
                new Entry(Prefix.parse("8.8.8.0/24"), "public"),
                new Entry(Prefix.parse("172.0.0.0/11"), "partly"),
                new Entry(Prefix.parse("fd00::/8"), ""));

        assertThat(SpecialAddresses.without(list).entries())
                .containsExactly(
                        new Entry(Prefix.parse("8.8.8.0/24"), "public"),
                        new Entry(Prefix.parse("172.0.0.0/12"), "partly"));
    }

    @Test
    void areCalledByTheirNames() {
        assertThat(SpecialAddresses.purpose(IpSet.of(Prefix.parse("100.100.0.0/16"))))
                .hasValue("100.64.0.0/10, Shared Address Space");
        assertThat(SpecialAddresses.purpose(IpSet.of(Prefix.parse("8.8.8.0/24"))))
                .isEmpty();
    }

    private static PrefixList list(Entry... entries) {
        return new PrefixList("odd", List.of(entries));
    }
}
