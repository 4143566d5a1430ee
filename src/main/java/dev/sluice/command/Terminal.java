package dev.sluice.command;

import dev.sluice.text.Colours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the program writes to.
 *
 * @param isOut whether standard output is a terminal
 * @param isErr whether standard error is a terminal
 * @param colours whether a person at it wants colours
 */
public record Terminal(boolean isOut, boolean isErr, boolean colours) {

    /** No terminal: plain text for files and other programs. */
    public static final Terminal NONE = new Terminal(false, false, false);

    private static final int OUT = 1;
    private static final int ERR = 2;

    /** That of this process. */
    public static Terminal ofThisProcess() {
        return of(isTerminal(OUT), isTerminal(ERR), System.getenv());
    }

    /** @see <a href="https://no-color.org">NO_COLOR</a>, which counts where it is not empty */
    static Terminal of(boolean isOut, boolean isErr, Map<String, String> environment) {
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(isOut, isErr, isOut && !plain);
    }

    /** Those for texts on standard output. */
    public Colours palette() {
        return colours ? Colours.ON : Colours.OFF;
    }

    /** The JDK's console says whether both input and output are one, and from 22 to 24 says yes in any case. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException e) {
                return false;
            }
        }
        return Runtime.version().feature() != 22
                && Runtime.version().feature() != 23
                && Runtime.version().feature() != 24
                && System.console() != null;
    }
}
