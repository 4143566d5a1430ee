package dev.sluice.ranges;

import dev.sluice.ranges.PrefixReader.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a text of one CIDR a line, in pieces: neither the text nor a line of it becomes an object. */
final class PrefixLines {

    private static final int PIECE = 1 << 16;
    private static final int LITTLE = 1 << 9;

    /** The length of a line as most are; it only says how much room to make at first. */
    private static final int USUAL = 16;

    private static final int MOST_AT_ONCE = 1 << 20;

    private final InputStream in;
    private final PrefixReader reader = new PrefixReader();
    private final BlockSink ipv4;
    private final BlockSink ipv6 = new BlockSink(Family.IPV6, 0);
    private long line;

    PrefixLines(InputStream in) throws IOException {
        this.in = in;
        this.ipv4 = new BlockSink(Family.IPV4, Math.min(in.available() / USUAL, MOST_AT_ONCE));
    }

    Prefixes read() throws IOException {
        byte[] buffer = new byte[Math.clamp(in.available() + 1L, LITTLE, PIECE)];
        int filled = 0;
        int read = in.read(buffer);
        while (read >= 0) {
            filled += read;
            int complete = lastLineEnd(buffer, filled);
            takeLines(buffer, complete);
            filled -= complete;
            System.arraycopy(buffer, complete, buffer, 0, filled);
            if (filled == buffer.length) { // a line longer than any CIDR; it will be quoted as a whole
                buffer = Arrays.copyOf(buffer, 2 * filled);
            }
            read = in.read(buffer, filled, buffer.length - filled);
        }
        if (filled > 0) { // the last line may lack its end
            buffer[filled] = '\n';
            takeLines(buffer, filled + 1);
        }
        return new Prefixes(ipv4.blocks(), ipv6.blocks());
    }

    /** The place behind the last line that is complete. */
    private static int lastLineEnd(byte[] buffer, int filled) {
        int end = filled;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void takeLines(byte[] buffer, int to) {
        int at = 0;
        while (at < to) {
            line++;
            if (reader.read(buffer, at) != Flaw.NONE) {
                throw refusal(buffer, at);
            }
            (reader.family() == Family.IPV4 ? ipv4 : ipv6).add(reader.high(), reader.low(), reader.length());
            at = reader.end();
            at += buffer[at] == '\r' ? 2 : 1;
        }
    }

    /** What {@link Prefix#parse} says of the line. */
    private IllegalArgumentException refusal(byte[] buffer, int from) {
        int end = from;
        while (buffer[end] != '\n') {
            end++;
        }
        int behindText = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        try {
            Prefix accepted = Prefix.parse(new String(buffer, from, behindText - from, StandardCharsets.UTF_8));
            throw new IllegalStateException("read in two ways: " + accepted);
        } catch (IllegalArgumentException e) {
            return new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
        }
    }
}
