package dev.sluice.review.body;

import dev.sluice.text.OutsideText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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

    private final String markdown;

    private Inline(String markdown) {
        this.markdown = markdown;
    }

    /** Text from outside. */
    static Inline code(Object outside) {
        String text = shown(String.valueOf(outside));
        return new Inline(text.isEmpty() ? "–" : "`" + text + "`");
    }

    /** Words of the program alone. */
    static Inline words(String own) {
        return new Inline(own);
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

    /** Pieces with semicolons between them. */
    static Inline sentence(List<Inline> pieces) {
        return new Inline(pieces.stream().map(Inline::toString).collect(Collectors.joining("; ")));
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
        return shown(outside);
    }

    private static String shown(String outside) {
        return OutsideText.spelled(outside, LONGEST, point -> "`|<@".indexOf(point) >= 0);
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
