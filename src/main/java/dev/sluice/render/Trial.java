package dev.sluice.render;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What is tried from inside a namespace once its firewall is in place: one site must not be reached, another must.
 *
 * @param image a container image with {@code sh}, {@code curl}, {@code date} and {@code sleep}
 * @param blocked an http or https address that the firewall denies
 * @param control an http or https address that the firewall allows; without its answer a silent {@code blocked} would
 *     prove nothing
 * @param node the name of the node to try from; empty for any
 */
public record Trial(String image, URI blocked, URI control, Optional<String> node) {

    public static final String DEFAULT_IMAGE = "registry.access.redhat.com/ubi9/ubi-minimal:latest";
    public static final URI DEFAULT_BLOCKED = URI.create("https://www.google.com");
    public static final URI DEFAULT_CONTROL = URI.create("https://www.redhat.com");

    /** From any node. */
    public Trial(String image, URI blocked, URI control) {
        this(image, blocked, control, Optional.empty());
    }

    /** @throws IllegalArgumentException if an address is not http or https or carries credentials, or both are the same */
    public Trial {
        requireSite(blocked);
        requireSite(control);
        if (blocked.equals(control)) {
            throw new IllegalArgumentException("'" + blocked + "' cannot be both blocked and reached");
        }
    }

    /**
     * Reads the address of a site.
     *
     * @throws IllegalArgumentException if it is not http or https or carries credentials
     */
    public static URI site(String text) {
        try {
            return requireSite(URI.create(text));
        } catch (IllegalArgumentException e) {
            String quoted = text.contains("@") ? "" : "'" + text + "' "; // an @ may end credentials
            throw new IllegalArgumentException(quoted + "is not http://HOST or https://HOST without credentials", e);
        }
    }

    private static URI requireSite(URI site) {
        String scheme = String.valueOf(site.getScheme()).toLowerCase(Locale.ROOT);
        if ((scheme.equals("https") || scheme.equals("http")) && site.getHost() != null && site.getUserInfo() == null) {
            return site;
        }
        throw new IllegalArgumentException("not the address of a site to try");
    }
}
