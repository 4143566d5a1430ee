package dev.sluice.launcher;

import java.lang.reflect.InvocationTargetException;

/**
 * What {@code java -jar} starts: it says so where Java is too old. It is compiled for Java 8, since a class for a newer one
 * fails before it can say anything.
 */
public final class Launcher {

    private static final int OLDEST = 21;

    private static final int MISUSED = 2;

    private Launcher() {}

    public static void main(String[] words) throws Throwable {
        String version = System.getProperty("java.specification.version");
        if (isTooOld(version)) {
            System.err.println("Sluice needs Java " + OLDEST + " or newer, and this is Java " + version + " in "
                    + System.getProperty("java.home") + ": start it with a newer one.");
            System.exit(MISUSED);
        }
        try {
            Class.forName("io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) words);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Up to 8 it was called 1.8. */
    public static boolean isTooOld(String version) {
        String plain = version.startsWith("1.") ? version.substring(2) : version;
        return Integer.parseInt(plain.split("\\.")[0]) < OLDEST;
    }
}
