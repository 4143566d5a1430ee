package dev.sluice.bench;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@link Minus} does, by the Java library ipaddress: join both lists, subtract in one sweep, span by blocks. */
final class LibraryMinus {

    private LibraryMinus() {}

    public static void main(String[] files) throws IOException {
        IPAddressSeqRange[] left = read(files[0]);
        IPAddressSeqRange[] right = read(files[1]);
        try (Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.US_ASCII))) {
            int from = 0;
            for (IPAddressSeqRange range : left) {
                while (from < right.length && right[from].getUpper().compareTo(range.getLower()) < 0) {
                    from++;
                }
                write(range, right, from, out);
            }
        }
    }

    private static void write(IPAddressSeqRange range, IPAddressSeqRange[] without, int from, Writer out)
            throws IOException {
        IPAddressSeqRange rest = range;
        for (int i = from; i < without.length && without[i].getLower().compareTo(range.getUpper()) <= 0; i++) {
            IPAddressSeqRange[] parts = rest.subtract(without[i]);
            boolean before = parts.length > 0 && parts[0].getUpper().compareTo(without[i].getLower()) < 0;
            if (before) {
                write(parts[0], out);
            }
            if (parts.length == (before ? 1 : 0)) {
                return;
            }
            rest = parts[parts.length - 1];
        }
        write(rest, out);
    }

    private static void write(IPAddressSeqRange range, Writer out) throws IOException {
        for (IPAddress block : range.spanWithPrefixBlocks()) {
            out.write(block.toCanonicalString());
            out.write('\n');
        }
    }

    private static IPAddressSeqRange[] read(String file) throws IOException {
        return IPAddressSeqRange.join(Files.readAllLines(Path.of(file)).stream()
                .map(line -> new IPAddressString(line).getAddress().toSequentialRange())
                .toArray(IPAddressSeqRange[]::new));
    }
}
