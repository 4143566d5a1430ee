package dev.sluice.review.forge.calls;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Titles of products where the beginning of the title makes a draft.
 *
 * @param mark what Sluice sets, such as {@code Draft:}
 * @param marks what people may set at the beginning of a title, with the blanks behind
 */
public record DraftTitle(String mark, Pattern marks) {

    public boolean isDraft(String title) {
        return marks.matcher(title).lookingAt();
    }

    /** The title without what makes it a draft. */
    public String bare(String title) {
        Matcher matcher = marks.matcher(title);
        return matcher.lookingAt() ? title.substring(matcher.end()) : title;
    }

    /** The title of what is a draft or not: one that only begins like a mark, as a cluster named draft makes it, is none. */
    public String of(String title, boolean draft) {
        String plain = isDraft(title) ? "cluster " + title : title;
        return draft ? mark + " " + plain : plain;
    }
}
