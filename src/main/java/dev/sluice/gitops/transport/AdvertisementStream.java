package dev.sluice.gitops.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What a server says of itself before anything is fetched or pushed. It ends where the server names its objects by SHA-256:
 * JGit knows SHA-1 alone, and would write an empty repository full of what no Git can read.
 *
 * @see <a href="https://git-scm.com/docs/protocol-capabilities">Git, object-format</a>
 */
final class AdvertisementStream extends FilterInputStream {

    /** How the message begins. */
    static final String REFUSAL = "its objects are named by SHA-256, and Sluice writes repositories of SHA-1 alone";

    private static final String FORMAT = "object-format=sha256";

    /** A line begins with its length, in this many hexadecimal digits. */
    private static final int HEAD = 4;

    /** Longer than what is looked for can be. */
    private static final int LONGEST = 8192;

    private final StringBuilder text = new StringBuilder();
    private int sections;
    private int left;
    private boolean isInLine;

    /** @param sections what is looked through: a list of lines each, ended by an empty one */
    AdvertisementStream(InputStream in, int sections) {
        super(in);
        this.sections = sections;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            look(one);
        }
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = 0; i < count && sections > 0; i++) {
            look(buffer[offset + i]);
        }
        return count;
    }

    private void look(int one) throws IOException {
        if (sections <= 0) {
            return;
        }
        if (text.length() < LONGEST) {
            text.append((char) (one & 0xff));
        }
        if (isInLine) {
            left--;
            if (left == 0) {
                check();
                begin();
            }
        } else if (text.length() == HEAD) {
            measure();
        }
    }

    private void measure() {
        int length;
        try {
            length = Integer.parseInt(text, 0, HEAD, 16);
        } catch (NumberFormatException e) {
            sections = 0; // no lines: JGit says what it makes of it
            return;
        }
        begin();
        if (length > HEAD) {
            isInLine = true;
            left = length - HEAD;
        } else if (length == 0) {
            sections--;
        }
    }

    private void begin() {
        text.setLength(0);
        isInLine = false;
    }

    /** In protocol version 2 it is a line, before it a word behind the first reference and a zero. */
    private void check() throws IOException {
        String line = text.toString().strip();
        int zero = line.indexOf('\0');
        boolean isSaid = line.equals(FORMAT)
                || zero >= 0
                        && Arrays.asList(line.substring(zero + 1).split(" ")).contains(FORMAT);
        if (isSaid) {
            throw new IOException(REFUSAL);
        }
    }
}
