package dev.sluice.ranges;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes prefixes in CIDR notation, one a line, in pieces: no line of the text becomes an object. */
final class PrefixWriter {

    private static final int PIECE = 1 << 16;
    private static final int LONGEST = AddressWriter.LONGEST + "/128\n".length();

    private final OutputStream out;
    private final byte[] buffer = new byte[PIECE];
    private int filled;

    PrefixWriter(OutputStream out) {
        this.out = out;
    }

    static String text(Prefixes prefixes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            prefixes.writeTo(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail as streams do", e);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    void write(Blocks blocks) throws IOException {
        for (int i = 0; i < blocks.size(); i++) {
            write(blocks.family(), blocks.high(i), blocks.low(i), blocks.length(i));
        }
    }

    void write(Family family, long high, long low, int length) throws IOException {
        if (filled + LONGEST > PIECE) {
            flush();
        }
        int at = AddressWriter.write(family, high, low, buffer, filled);
        buffer[at++] = '/';
        at = AddressWriter.writeNumber(length, buffer, at);
        buffer[at++] = '\n';
        filled = at;
    }

    void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }
}
