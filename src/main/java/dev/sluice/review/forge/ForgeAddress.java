package dev.sluice.review.forge;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository is on a forge, told from its Git address.
 *
 * @param site the address of its pages, such as {@code https://github.com}, without a path
 * @param path without {@code .git} and slashes around it
 */
record ForgeAddress(String site, String path) {

    private static final Pattern SCP_LIKE = Pattern.compile("[^/@]+@([^/:]+):(.+)");

    /** @param url one that {@link dev.sluice.gitops.Origin} takes; empty for a file */
    static Optional<ForgeAddress> of(String url) {
        Matcher scpLike = SCP_LIKE.matcher(url);
        if (scpLike.matches()) {
            return Optional.of(new ForgeAddress("https://" + scpLike.group(1), path(scpLike.group(2))));
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

    private static String path(String text) {
        return text.replaceAll("^/+|/+$", "").replaceFirst("\\.git$", "");
    }
}
