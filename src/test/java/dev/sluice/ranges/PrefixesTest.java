package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixesTest {

    static Stream<RandomSets> cases() {
        return RandomSets.cases(30);
    }

    /** Sorted by the JDK, one object each. */
    @ParameterizedTest
    @MethodSource("cases")
    void sortsHoweverManyThereAre(RandomSets random) {
        for (int rounds : new int[] {1, 2, 20, 200}) {
            // Given
            List<Prefix> shuffled = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                shuffled.addAll(random.prefixes());
            }

            // When
            Prefixes sorted = Prefixes.of(shuffled);

            // Then
            assertThat(List.copyOf(sorted)).isEqualTo(List.copyOf(new TreeSet<>(shuffled)));
            assertThat(Stream.of(Family.IPV4, Family.IPV6).flatMap(family -> sorted.only(family).stream()))
                    .containsExactlyElementsOf(sorted);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsWhatItWroteInAnyOrder(RandomSets random) throws IOException {
        // Given
        Prefixes prefixes = Prefixes.of(random.prefixes());
        List<String> lines = new ArrayList<>(prefixes.text().lines().toList());
        lines.addAll(lines);
        Collections.shuffle(lines, new Random(lines.size()));

        // When
        Prefixes read = read(String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));

        // Then
        assertThat(read).isEqualTo(prefixes).hasSameHashCodeAs(List.copyOf(prefixes));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesASetAsItsPrefixes(RandomSets random) throws IOException {
        IpSet set = random.set();
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        set.writeTo(written);

        assertThat(written.toString(StandardCharsets.US_ASCII))
                .isEqualTo(set.prefixes().text());
    }

    /** Longer than the pieces in which a text is read, whose ends fall anywhere in a line. */
    @Test
    void readsAndWritesTextsOfManyPieces() throws IOException {
        // Given
        String text = Stream.iterate(0, i -> i + 1)
                .limit(20_000)
                .map(i -> "10." + (i >> 8) + "." + (i & 0xff) + ".0/24\n2001:db8:" + Integer.toHexString(i + 1)
                        + "::/48\n")
                .collect(Collectors.joining());

        // When
        Prefixes read = Prefixes.read(new Trickle(text));

        // Then
        assertThat(read)
                .hasSize(40_000)
                .isEqualTo(Prefixes.of(text.lines().map(Prefix::parse).toList()));
        assertThat(IpSet.of(read).prefixes()).startsWith(Prefix.parse("10.0.0.0/10"));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        read.writeTo(written);
        assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo(read.text());
        assertThat(read.text().lines())
                .containsExactlyInAnyOrderElementsOf(text.lines().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.0/24\n::/0\n", "::/0\n8.8.8.0/24", "8.8.8.0/24\r\n::/0\r\n"})
    void readsAnyLineEndAndALastLineWithout(String text) throws IOException {
        assertThat(read(text)).containsExactly(Prefix.parse("8.8.8.0/24"), Prefix.parse("::/0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "8.8.8.8/24       | '8.8.8.8/24' has host bits set: write 8.8.8.0/24",
                "\"\"             | '' is not a CIDR: it has no /length",
                "8.8.8.0          | '8.8.8.0' is not a CIDR: it has no /length",
                "\"8.8.8.0/24 \"  | '8.8.8.0/24 ' is not a CIDR: its length is not a number",
                "x/24             | 'x/24' is not a CIDR: 'x' is not an IP address",
                "::ffff:0:0/96    | '::ffff:0:0/96' writes an IPv4 block as IPv6: write it as IPv4"
            })
    void namesTheFirstLineThatIsNoCidr(String line, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("8.8.4.0/24\n" + line + "\nnext\n"))
                .withMessage("line 2: " + why);
    }

    @Test
    void quotesALineOfAnyLength() {
        String line = "x".repeat(200_000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("8.8.4.0/24\n" + line))
                .withMessage("line 2: '" + line + "' is not a CIDR: it has no /length");
    }

    @Test
    void cannotBeChanged() throws IOException {
        Prefixes prefixes = read("8.8.4.0/24\n");

        assertThatThrownBy(prefixes::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(prefixes)
                .isNotEqualTo(read("8.8.4.0/25\n"))
                .isNotEqualTo(read(""))
                .hasSize(1);
    }

    private static Prefixes read(String text) throws IOException {
        return Prefixes.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Gives a few bytes at a time, as a socket does. */
    private static final class Trickle extends InputStream {

        private final InputStream in;
        private int turn;

        Trickle(String text) {
            this.in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            return in.read(buffer, from, Math.min(length, 1 + turn++ % 7_919));
        }
    }
}
