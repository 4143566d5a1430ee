package dev.sluice.review.body;

import dev.sluice.gitops.BranchOwner;
import dev.sluice.ranges.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A word of Sluice to itself in a text on a forge, which readers do not see: {@code <!-- sluice:content <sha256> -->}.
 *
 * <p>It is alone on its line. Text from outside never makes one: what it could be made of is shown in code spans, or
 * with its brackets spelled out.
 *
 * @param name lower-case letters and dashes
 * @param value lower-case letters, digits and dashes; may be empty
 */
public record Marker(String name, String value) {

    /** On a comment that says that another author's commit is on the branch. */
    public static final Marker FOREIGN_COMMIT = new Marker("comment", "foreign-commit");

    /** On a request that Sluice closed on its own, so that it is not taken for a person's refusal. */
    public static final Marker CLOSED_BY_SLUICE = new Marker("closed", "by-sluice");

    private static final String CONTENT = "content";
    private static final String OWNER = "owner";

    private static final Pattern LINE =
            Pattern.compile("(?m)^<!-- sluice:([a-z-]{1,32})(?: ([a-z0-9-]{1,64}))? -->[ \\t]*\\r?$");

    public Marker {
        if (!name.matches("[a-z-]{1,32}") || !value.matches("[a-z0-9-]{0,64}")) {
            throw new IllegalArgumentException("'" + name + " " + value + "' is not a marker");
        }
    }

    /** @param sha256 of what is proposed, in hexadecimal */
    public static Marker content(String sha256) {
        return new Marker(CONTENT, sha256);
    }

    /** The content that a request's body was written for. */
    public static Optional<String> contentOf(String text) {
        return last(text, CONTENT);
    }

    /** The value of the marker of a name; of several the last, where Sluice writes it. */
    public static Optional<String> last(String text, String name) {
        return all(text).stream()
                .filter(marker -> marker.name.equals(name))
                .map(Marker::value)
                .reduce((earlier, later) -> later);
    }

    /** A text without its markers of a name. */
    public static String without(String text, String name) {
        return LINE.matcher(text).replaceAll(found -> found.group(1).equals(name) ? "" : "$0");
    }

    /** On a request, so that no other service of the repository takes it for its own. */
    public static Marker owner(BranchOwner owner) {
        return new Marker(OWNER, Sha256.hex(owner.toString()));
    }

    /** Whether a request's body says that it belongs to another service; those of earlier versions do not say. */
    public static boolean isOfAnother(String text, BranchOwner owner) {
        List<Marker> owners =
                all(text).stream().filter(marker -> marker.name.equals(OWNER)).toList();
        return !owners.isEmpty() && !owners.contains(owner(owner));
    }

    /** The markers in a text, in order. */
    public static List<Marker> all(String text) {
        return LINE.matcher(text)
                .results()
                .map(found -> new Marker(
                        found.group(1), Optional.ofNullable(found.group(2)).orElse("")))
                .toList();
    }

    public boolean isIn(String text) {
        return all(text).contains(this);
    }

    /** A text that ends in this marker. */
    public String on(String text) {
        return text.stripTrailing() + "\n\n" + this + "\n";
    }

    @Override
    public String toString() {
        return "<!-- sluice:" + name + (value.isEmpty() ? "" : " " + value) + " -->";
    }
}
