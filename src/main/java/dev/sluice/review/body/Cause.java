package dev.sluice.review.body;

import dev.sluice.policy.Selection;
import dev.sluice.ranges.Entry;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A feed entry that explains why an address is denied or allowed.
 *
 * @param words what happened to it, with a place for the entry and one for the feed
 */
public record Cause(String words, String feed, Entry entry) {

    private static final String APPEARED = "%s appeared in %s";
    private static final String DISAPPEARED = "%s disappeared from %s";

    /** The entries whose coming and going denies addresses. */
    public static List<Cause> ofDenying(Selection before, Selection now) {
        List<Cause> causes = new ArrayList<>(between(before.included(), now.included(), APPEARED));
        causes.addAll(between(now.excluded(), before.excluded(), DISAPPEARED));
        return causes;
    }

    /** The entries whose coming and going allows addresses. */
    public static List<Cause> ofAllowing(Selection before, Selection now) {
        List<Cause> causes = new ArrayList<>(between(now.included(), before.included(), DISAPPEARED));
        causes.addAll(between(before.excluded(), now.excluded(), APPEARED));
        return causes;
    }

    /** The entries that are blocked. */
    public static List<Cause> ofBlocking(Selection now) {
        return between(List.of(), now.included(), "%s is in %s");
    }

    public boolean bearsOn(Prefix prefix) {
        return prefix.contains(entry.prefix()) || entry.prefix().contains(prefix);
    }

    /**
     * For example {@code `34.1.0.0/20` (`us-central1`) appeared in `cloud`}, or {@code appeared in `cloud`, `us-central1`} for
     * the very prefix.
     */
    Inline inline(Prefix of) {
        if (entry.prefix().equals(of)) {
            Inline itself = Inline.say(words.substring("%s ".length()), feed);
            return entry.scope().isEmpty() ? itself : Inline.say("%s, %s", itself, entry.scope());
        }
        Inline shown = entry.scope().isEmpty()
                ? Inline.code(entry.prefix())
                : Inline.say("%s (%s)", entry.prefix(), entry.scope());
        return Inline.say(words, shown, feed);
    }

    /** The entries of lists whose prefix is not in the list of the same name on the other side. */
    private static List<Cause> between(Collection<PrefixList> from, Collection<PrefixList> to, String words) {
        return to.stream()
                .flatMap(list -> {
                    Set<Prefix> known = new HashSet<>();
                    from.stream()
                            .filter(other -> other.name().equals(list.name()))
                            .forEach(other -> known.addAll(other.prefixes()));
                    return list.entries().stream()
                            .filter(entry -> !known.contains(entry.prefix()))
                            .map(entry -> new Cause(words, list.name(), entry));
                })
                .toList();
    }
}
