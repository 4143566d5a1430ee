package dev.sluice.review.forge.calls;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a Git address that say where a repository is on a forge.
 *
 * @param site the address of its pages, such as {@code https://github.com}, without a path
 * @param path decoded, without {@code .git} and slashes around it
 */
public record ForgeAddress(String site, String path) {

    private static final Pattern SCP_LIKE = Pattern.compile("[^/@]+@([^/:]+):(.+)");

    /** @param url one that {@link dev.sluice.gitops.Origin} takes; empty for a file */
    public static Optional<ForgeAddress> of(String url) {
        Matcher scpLike = SCP_LIKE.matcher(url);
        if (scpLike.matches()) {
            return Optional.of(new ForgeAddress("https://" + scpLike.group(1), path(decoded(scpLike.group(2)))));
        }
        URI uri = URI.create(url);
        if (uri.getHost() == null) {
            return Optional.empty();
        }
        // The port of ssh says nothing about that of https.
        boolean isSsh = "ssh".equals(uri.getScheme());
        String site = isSsh ? "https://" + uri.getHost() : uri.getScheme() + "://" + uri.getRawAuthority();
        return Optional.of(new ForgeAddress(site, path(uri.getPath())));
    }

    /** The host, in lower case, without a port. */
    public String host() {
        return URI.create(site).getHost().toLowerCase(Locale.ROOT);
    }

    private static String path(String text) {
        return text.replaceAll("^/+|/+$", "").replaceFirst("\\.git$", "");
    }

    /** A plus is itself here. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // a percent sign that escapes nothing
            return text;
        }
    }
}
