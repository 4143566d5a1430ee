package dev.sluice.bench;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefixes;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** The difference of two lists of prefixes as a whole process: two files in, the fewest prefixes out. */
public final class Minus {

    private Minus() {}

    public static void main(String[] files) throws IOException, InterruptedException {
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            write(files[0], files[1], out);
        }
    }

    /** Writes what is in the first file and not in the second; each is read by a thread of its own. */
    static void write(String file, String without, OutputStream out) throws IOException, InterruptedException {
        IpSet[] second = new IpSet[1];
        Thread reader = new Thread(() -> second[0] = read(without));
        reader.start();
        IpSet first = read(file);
        reader.join();
        first.minus(second[0]).writeTo(out);
    }

    private static IpSet read(String file) {
        try (InputStream in = new FileInputStream(file)) {
            return IpSet.of(Prefixes.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
