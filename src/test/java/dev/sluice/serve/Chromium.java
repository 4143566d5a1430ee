package dev.sluice.serve;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The browser of Debian's package {@code chromium}, or the one that {@code -Dchromium=PATH} names. */
final class Chromium {

    static final Path PROGRAM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));

    /** A closed network, and whatever user runs it. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-domain-reliability",
            "--disable-sync",
            "--no-first-run",
            "--no-pings");

    private Chromium() {}

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(FLAGS));
    }
}
