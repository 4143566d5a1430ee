package dev.sluice.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * An address of http or https with a host, and without credentials.
 *
 * @param uri its scheme is in small letters
 */
public record WebAddress(URI uri) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final int LAST_PORT = 65_535;

    public WebAddress {
        boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!isWeb || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getPort() > LAST_PORT) {
            throw new IllegalArgumentException("is not an http or https address without credentials");
        }
    }

    /** Empty for any other text, which may hold a credential. */
    public static Optional<WebAddress> of(String text) {
        try {
            return Optional.of(new WebAddress(new URI(text)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether what is sent is encrypted, or stays on this machine. */
    public boolean isPrivate() {
        return "https".equals(uri.getScheme()) || LOOPBACK.contains(uri.getHost());
    }

    /** Whether nothing follows the path. */
    public boolean isPlain() {
        return uri.getRawQuery() == null && uri.getRawFragment() == null;
    }

    /** Whether nothing follows the host and its port, but for a slash. */
    public boolean isBare() {
        return isPlain() && Set.of("", "/").contains(uri.getRawPath());
    }

    /** Scheme, host and port alone. */
    public URI site() {
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
