package dev.sluice.review.body;

import dev.sluice.text.OutsideText;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A piece of Markdown within a line of text or a cell of a table.
 *
 * <p>Text from outside is shown in code spans: there no forge looks for markup, links, mentions or references. Of what
 * could end a code span or a cell, of what could begin an element or a mention if a forge overlooked the span, and of
 * what cannot be seen, the code point is written instead.
 */
public final class Inline {

    /** In code points: what is well meant is shorter. */
    static final int LONGEST = 200;

    /** What Kubernetes allows a name is hardly longer. */
    private static final int SHORT = 40;

    private static final Pattern PLAIN = Pattern.compile("https?://[A-Za-z0-9.:/_~%?=&-]+");

    private final String markdown;

    private Inline(String markdown) {
        this.markdown = markdown;
    }

    /** Text from outside. */
    static Inline code(Object outside) {
        String text = shown(String.valueOf(outside), LONGEST);
        return new Inline(text.isEmpty() ? "–" : "`" + text + "`");
    }

    /** Words of the program alone. */
    static Inline words(String own) {
        return new Inline(own);
    }

    /** A name in a table, which it must not make wider than the page. */
    static Inline shortCode(Object outside) {
        String text = shown(String.valueOf(outside), SHORT);
        return new Inline(text.isEmpty() ? "–" : "`" + text + "`");
    }

    static Inline shortCodes(Collection<?> outside, int atMost) {
        return listed(outside.stream().limit(atMost).map(Inline::shortCode).toList(), outside.size());
    }

    /** Several texts from outside; beyond a number of them it is said how many more there are. */
    static Inline codes(Collection<?> outside, int atMost) {
        return listed(outside.stream().limit(atMost).map(Inline::code).toList(), outside.size());
    }

    /** The first of some pieces with commas between them, and how many more there are. */
    static Inline listed(List<Inline> pieces, int of) {
        String rest = of > pieces.size() ? " and " + (of - pieces.size()) + " more" : "";
        return new Inline(pieces.stream().map(Inline::toString).collect(Collectors.joining(", ")) + rest);
    }

    /** Text from outside that leads to an address of the forge's; only the text, where the address needs more than letters. */
    static Inline link(Object outside, URI to) {
        Inline text = code(outside);
        return PLAIN.matcher(to.toString()).matches() ? new Inline("[" + text + "](" + to + ")") : text;
    }

    /**
     * Words of the program with something in between.
     *
     * @param words a format of literal text and {@code %s}
     * @param parts pieces and numbers as they are; everything else is from outside
     */
    static Inline say(String words, Object... parts) {
        List<Object> written = new ArrayList<>();
        for (Object part : parts) {
            written.add(part instanceof Inline || part instanceof Number ? part : code(part));
        }
        return new Inline(String.format(Locale.ROOT, words, written.toArray()));
    }

    /** One line of a fenced block. */
    static String line(String outside) {
        return shown(outside, LONGEST);
    }

    private static String shown(String outside, int longest) {
        return OutsideText.spelled(outside, longest, point -> "`|<@".indexOf(point) >= 0);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Inline other && markdown.equals(other.markdown);
    }

    @Override
    public int hashCode() {
        return markdown.hashCode();
    }

    @Override
    public String toString() {
        return markdown;
    }
}
