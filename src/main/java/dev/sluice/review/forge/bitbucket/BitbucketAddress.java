package dev.sluice.review.forge.bitbucket;

import dev.sluice.review.forge.calls.AddressForms;
import dev.sluice.review.forge.calls.AddressForms.ForgePlace;
import dev.sluice.review.forge.calls.ForgeAddress;
import dev.sluice.review.forge.calls.PageForms;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of Bitbucket Data Center, on whatever host: clone addresses have {@code /scm/}, pages {@code /projects/}. */
final class BitbucketAddress {

    static final AddressForms FORMS = new AddressForms(
            Pattern.compile("(?!)"),
            BitbucketAddress::place,
            Pattern.compile("(?!\\.+$)~?[A-Za-z0-9_.][-A-Za-z0-9_.]*"));

    private static final Pattern CLONE = Pattern.compile("(?:(.+)/)?scm/([^/]+/[^/]+)");
    private static final Pattern BROWSER = Pattern.compile("(?:(.+)/)?(projects|users)/([^/]+)/repos/([^/]+)(?:/.*)?");

    static final PageForms PAGES =
            new PageForms(BitbucketAddress::page, "/commits/{commit}", "/browse/{path}?at={commit}");

    private BitbucketAddress() {}

    /** A person's own repositories are not below a project. */
    private static Optional<String> page(String api, String path) {
        String[] parts = path.split("/", 2);
        String owner = parts[0].startsWith("~") ? "/users/" + parts[0].substring(1) : "/projects/" + parts[0];
        return Optional.of(api.replaceFirst("/rest$", "") + owner + "/repos/" + parts[1]);
    }

    /** The server may lie below a path, which clone addresses over https show. */
    private static ForgePlace place(ForgeAddress address) {
        Matcher clone = CLONE.matcher(address.path());
        if (clone.matches()) {
            return new ForgePlace(api(address, clone.group(1)), clone.group(2));
        }
        Matcher browser = BROWSER.matcher(address.path());
        if (browser.matches()) {
            String owner = (browser.group(2).equals("users") ? "~" : "") + browser.group(3);
            return new ForgePlace(api(address, browser.group(1)), owner + "/" + browser.group(4));
        }
        return new ForgePlace(api(address, null), address.path());
    }

    private static String api(ForgeAddress address, @Nullable String context) {
        return address.site() + (context == null ? "" : "/" + context) + "/rest";
    }
}
