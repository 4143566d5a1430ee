package dev.sluice.bench;

import java.io.IOException;
import java.io.OutputStream;

/** {@link Minus} again and again in one process; prints what each round took, in milliseconds. */
final class WarmMinus {

    private WarmMinus() {}

    /** Two files and the number of rounds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (int round = Integer.parseInt(arguments[2]); round > 0; round--) {
            long start = System.nanoTime();
            Minus.write(arguments[0], arguments[1], OutputStream.nullOutputStream());
            System.out.println((System.nanoTime() - start) / 1_000_000);
        }
    }
}
