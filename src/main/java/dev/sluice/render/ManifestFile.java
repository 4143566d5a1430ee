package dev.sluice.render;

/**
 * One file of a cluster's folder.
 *
 * @param path relative to the folder, with {@code /} between names
 * @param text the whole content, each line ended
 */
public record ManifestFile(String path, String text) {

    /** The first line of every file whose format has comments: who writes it, and so who owns it. */
    public static final String HEADER =
            "# Written by Sluice from its configuration and published IP ranges; edits are overwritten.";

    /** Whether a file's text says that it is Sluice's. */
    public static boolean isOwned(String text) {
        return text.startsWith(HEADER + "\n");
    }
}
