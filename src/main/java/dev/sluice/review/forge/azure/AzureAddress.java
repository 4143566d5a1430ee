package dev.sluice.review.forge.azure;

import dev.sluice.review.forge.calls.AddressForms;
import dev.sluice.review.forge.calls.AddressForms.ForgePlace;
import dev.sluice.review.forge.calls.ForgeAddress;
import dev.sluice.review.forge.calls.PageForms;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of Azure DevOps: {@code https://dev.azure.com/org/project/_git/repo}, the older
 * {@code https://org.visualstudio.com}, over ssh {@code git@ssh.dev.azure.com:v3/org/project/repo}, and those of a server with
 * a collection. A repository that bears its project's name may leave the project out.
 */
final class AzureAddress {

    static final AddressForms FORMS = new AddressForms(
            Pattern.compile("(ssh\\.)?dev\\.azure\\.com|([^.]+|vs-ssh)\\.visualstudio\\.com"),
            AzureAddress::place,
            Pattern.compile("(?!\\.+$)[^/\\\\:*?\"<>|#$}{,+=\\[\\]%\\x00-\\x1f]{1,64}"));

    static final PageForms PAGES = new PageForms(
            (api, path) -> Optional.of(api + "/" + path.replaceFirst("/", "/_git/")),
            "/commit/{commit}",
            "?path=/{path}&version=GC{commit}");

    private static final Pattern SSH = Pattern.compile("v3/([^/]+)/([^/]+)/([^/]+)");

    private static final String SERVICE = "https://dev.azure.com/";

    private AzureAddress() {}

    private static ForgePlace place(ForgeAddress address) {
        String host = address.host();
        Matcher ssh = SSH.matcher(address.path());
        if ((host.equals("ssh.dev.azure.com") || host.endsWith(".visualstudio.com")) && ssh.matches()) {
            return new ForgePlace(SERVICE + encoded(ssh.group(1)), ssh.group(2) + "/" + ssh.group(3));
        }
        String[] parts = address.path().split("/_git/|^_git/", 2);
        if (parts.length < 2) {
            return new ForgePlace(address.site(), address.path());
        }
        String repository = parts[1].replaceFirst("^(_optimized|_full)/", "").replaceFirst("/.*", "");
        String above = parts[0];
        String collection;
        String project;
        if (host.endsWith(".visualstudio.com")) { // the organisation is in the host
            project = above.replaceFirst("^DefaultCollection(/|$)", "");
            collection = SERVICE + host.substring(0, host.indexOf('.'));
        } else {
            // On a server a collection may lie below tfs.
            int last = above.lastIndexOf('/');
            boolean hasProject = last > 0 && !above.substring(0, last).equals("tfs");
            project = hasProject ? above.substring(last + 1) : "";
            collection = address.site() + "/" + encoded(hasProject ? above.substring(0, last) : above);
        }
        return new ForgePlace(collection, (project.isEmpty() ? repository : project) + "/" + repository);
    }

    /** With blanks escaped, as projects may have them. */
    static String encoded(String text) {
        return text.replace(" ", "%20");
    }
}
