package dev.sluice.bench;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Lists of random prefixes in no order; the same seed gives the same list.
 *
 * <p>IPv4 prefixes have lengths from 20 to 32 and lie anywhere, so that a million of them touch, nest and repeat. IPv6
 * prefixes have lengths from 28 to 64 and lie in {@code 2000::/11}, where the registries' blocks are.
 */
final class RandomLists {

    private RandomLists() {}

    /** Writes a list to a file: family, number of prefixes, seed, file. */
    public static void main(String[] arguments) throws IOException {
        Family family = Family.valueOf(arguments[0]);
        byte[] text = text(family, Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[3])))) {
            out.write(text);
        }
    }

    /** One prefix a line. */
    static byte[] text(Family family, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(20 * count);
        for (int i = 0; i < count; i++) {
            int length = family == Family.IPV4 ? random.nextInt(20, 33) : random.nextInt(28, 65);
            text.append(address(family, length, random)).append('/').append(length).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static Address address(Family family, int length, SplittableRandom random) {
        return switch (family) {
            case IPV4 -> {
                int hostBits = 32 - length;
                yield new Address(family, 0, random.nextLong(1L << 32) >>> hostBits << hostBits);
            }
            case IPV6 -> {
                int hostBits = 64 - length;
                yield new Address(family, (0x2000L << 48 | random.nextLong() >>> 11) >>> hostBits << hostBits, 0);
            }
        };
    }
}
