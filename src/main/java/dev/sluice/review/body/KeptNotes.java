package dev.sluice.review.body;

import dev.sluice.text.OutsideText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What people write into a request's body between two lines {@value #MARKER}. It outlives every update of the body.
 *
 * @param text lines that end in line feeds alone, without blank ones around them; may be empty
 */
public record KeptNotes(String text) {

    /** Before and after the notes, alone on its line. */
    public static final String MARKER = "<!-- notes -->";

    /** Where people wrote nothing. */
    public static final KeptNotes NONE = new KeptNotes("");

    private static final Pattern LINE = Pattern.compile("(?mi)^[ \\t]*<!--[ \\t]*/?notes[ \\t]*-->[ \\t]*\\r?$");

    /** Where a body without its second marker goes on in Sluice's words. */
    private static final Pattern OWN = Pattern.compile("<!--\\s*sluice:");

    /**
     * Reads what is between the first and the last marker of a body, so that markers among the notes lose nothing.
     *
     * @param longest in characters; what is beyond is cut, and the notes say so
     */
    public static KeptNotes in(String body, int longest) {
        List<MatchResult> markers = LINE.matcher(body).results().toList();
        if (markers.isEmpty()) {
            return NONE;
        }
        int start = markers.getFirst().end();
        int end = markers.size() > 1 ? markers.getLast().start() : endOfNotes(body, start);
        return new KeptNotes(cleaned(body.substring(start, end), longest));
    }

    /** One that people deleted the second marker of. */
    private static int endOfNotes(String body, int start) {
        return OWN.matcher(body)
                .results()
                .map(MatchResult::start)
                .filter(own -> own >= start)
                .findFirst()
                .orElse(body.length());
    }

    /** What would be taken for a word of Sluice to itself loses its meaning, and markers are in two places alone. */
    private static String cleaned(String outside, int longest) {
        String text = OutsideText.lines(outside);
        text = OWN.matcher(LINE.matcher(text).replaceAll("")).replaceAll("<!-- ");
        List<String> lines =
                new ArrayList<>(text.lines().map(String::stripTrailing).toList());
        while (!lines.isEmpty() && lines.getFirst().isEmpty()) {
            lines.removeFirst();
        }
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        String notes = String.join("\n", lines);
        if (notes.length() <= longest) {
            return notes;
        }
        String why = "\n(Cut here: notes may have " + longest + " characters.)";
        int end = Math.max(0, longest - why.length());
        return notes.substring(0, Character.isHighSurrogate(notes.charAt(Math.max(0, end - 1))) ? end - 1 : end) + why;
    }

    /** The lines between the markers. */
    List<String> lines() {
        return text.lines().toList();
    }
}
