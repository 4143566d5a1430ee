package dev.sluice.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the program is called and which version it is, on the JVM and natively. */
public final class ProgramName {

    /** Read when the class is initialised, which for a native program is while it is built. */
    private static final String VERSION = version();

    private ProgramName() {}

    /** The reader of this program's command line. */
    public static CommandReader reader(Terminal terminal) {
        return new CommandReader(name(isNative()), versionLine(isNative()), terminal);
    }

    static String name(boolean isNative) {
        return isNative ? "sluice" : "java -jar quarkus-run.jar";
    }

    private static String versionLine(boolean isNative) {
        return "sluice " + VERSION + (isNative ? " (native)" : " (Java " + Runtime.version() + ")");
    }

    /** @see <a href="https://www.graalvm.org/sdk/javadoc/org/graalvm/nativeimage/ImageInfo.html">GraalVM, ImageInfo</a> */
    private static boolean isNative() {
        return "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
    }

    private static String version() {
        try (InputStream text = ProgramName.class.getResourceAsStream("/sluice-version.txt")) {
            String version = text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
            return version.isEmpty() || version.startsWith("$") ? "in development" : version;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the version", e);
        }
    }
}
