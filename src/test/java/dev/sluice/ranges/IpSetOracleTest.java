package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares random sets with what the ipaddress library makes of the same prefixes, one family at a time. */
class IpSetOracleTest {

    private static final int CASES = 200;

    @ParameterizedTest
    @EnumSource(Family.class)
    void findsTheSameMinimalPrefixes(Family family) {
        RandomSets.cases(CASES).forEach(random -> {
            List<Prefix> prefixes = random.prefixes(family);

            assertThat(texts(IpSet.of(prefixes))).as("%s", random).isEqualTo(merged(prefixes));
        });
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void unitesAlike(Family family) {
        agrees(family, IpSet::union, (a, b) -> Stream.concat(Arrays.stream(a), Arrays.stream(b))
                .toArray(IPAddressSeqRange[]::new));
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void intersectsAlike(Family family) {
        agrees(family, IpSet::intersection, (a, b) -> Arrays.stream(a)
                .flatMap(left -> Arrays.stream(b).map(left::intersect))
                .filter(Objects::nonNull)
                .toArray(IPAddressSeqRange[]::new));
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void subtractsAlike(Family family) {
        agrees(family, IpSet::minus, IpSetOracleTest::subtract);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void containsTheSameAddresses(Family family) {
        RandomSets.cases(CASES).forEach(random -> {
            // Given
            List<Prefix> prefixes = random.prefixes(family);
            IPAddressSeqRange[] ranges = ranges(prefixes);

            // When
            IpSet set = IpSet.of(prefixes);

            // Then
            Stream.generate(() -> random.addressNear(set)).limit(20).forEach(address -> assertThat(
                            set.contains(address))
                    .as("%s: %s", random, address)
                    .isEqualTo(Arrays.stream(ranges).anyMatch(range -> range.contains(parse(address)))));
        });
    }

    @Test
    void writesIpv6Alike() {
        RandomSets.cases(CASES).map(RandomSets::addressWithZeroGroups).forEach(address -> assertThat(address)
                .hasToString(parse(address).toCanonicalString()));
    }

    @Test
    void readsIpv6Alike() {
        RandomSets.cases(CASES).map(RandomSets::addressWithZeroGroups).forEach(address -> assertThat(
                        Address.parse(parse(address).toFullString()))
                .isEqualTo(address));
    }

    private static void agrees(
            Family family, BinaryOperator<IpSet> operation, BinaryOperator<IPAddressSeqRange[]> oracle) {
        RandomSets.cases(CASES).forEach(random -> {
            List<Prefix> a = random.prefixes(family);
            List<Prefix> b = random.prefixes(family);

            List<String> expected = spanned(oracle.apply(ranges(a), ranges(b)));
            assertThat(texts(operation.apply(IpSet.of(a), IpSet.of(b))))
                    .as("%s", random)
                    .isEqualTo(expected);
        });
    }

    private static IPAddressSeqRange[] subtract(IPAddressSeqRange[] a, IPAddressSeqRange[] b) {
        IPAddressSeqRange[] rest = a;
        for (IPAddressSeqRange taken : b) {
            rest = Arrays.stream(rest)
                    .flatMap(range -> Arrays.stream(range.subtract(taken)))
                    .toArray(IPAddressSeqRange[]::new);
        }
        return rest;
    }

    private static List<String> texts(IpSet set) {
        return set.prefixes().stream().map(Prefix::toString).toList();
    }

    private static List<String> merged(List<Prefix> prefixes) {
        IPAddress[] blocks = prefixes.stream().map(IpSetOracleTest::parse).toArray(IPAddress[]::new);
        return blocks.length == 0 ? List.of() : texts(Arrays.stream(blocks[0].mergeToPrefixBlocks(blocks)));
    }

    private static List<String> spanned(IPAddressSeqRange[] ranges) {
        return texts(Arrays.stream(IPAddressSeqRange.join(ranges))
                .flatMap(range -> Arrays.stream(range.spanWithPrefixBlocks())));
    }

    private static List<String> texts(Stream<IPAddress> blocks) {
        return blocks.map(IPAddress::toCanonicalString).toList();
    }

    private static IPAddressSeqRange[] ranges(List<Prefix> prefixes) {
        return prefixes.stream()
                .map(IpSetOracleTest::parse)
                .map(IPAddress::toSequentialRange)
                .toArray(IPAddressSeqRange[]::new);
    }

    private static IPAddress parse(Object addressOrPrefix) {
        return new IPAddressString(addressOrPrefix.toString()).getAddress();
    }
}
