package dev.sluice.review.forge.azure;

import dev.sluice.review.body.Marker;
import java.util.ArrayList;
import java.util.List;

/**
 * A body for Azure DevOps, whose descriptions are short: what does not fit is in a comment, which holds the whole body.
 *
 * @param text within the limit: its beginning, and its end from people's notes on, with all that is hidden
 * @param rest the text of the comment; empty where all fits
 */
record AzureDescription(String text, String rest) {

    /** @see <a href="https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/update">Microsoft's documentation</a> */
    static final int LONGEST = 4_000;

    /** Of a comment less than a quarter of what the service takes. */
    static final int LONGEST_COMMENT = 30_000;

    private static final int ROOM = 200;

    /** Leaves room for marks, advice and the beginning. */
    static final int LONGEST_NOTES = 2_000;

    private static final String NOTES = "## Notes";

    static final Marker REST = new Marker("comment", "whole-body");

    private static final String BELOW = "**The whole text is in a comment below: a description may not be longer.**";

    private static final String HERE = "The description of this request says everything now.";

    /** Leaves room for what is marked later. */
    static AzureDescription of(String body) {
        if (body.length() <= LONGEST - ROOM) {
            return new AzureDescription(body, "");
        }
        List<String> lines = new ArrayList<>(List.of(body.split("\n", -1)));
        int kept = kept(lines);
        String tail = "\n\n" + BELOW + "\n\n" + String.join("\n", lines.subList(kept, lines.size()));
        String head = head(body, Math.max(0, LONGEST - ROOM - tail.length()));
        return new AzureDescription(head + tail, REST.on(body(lines, kept)));
    }

    /** A body with a last mark. */
    static String closing(String body) {
        return body.length() <= LONGEST ? body : of(body).text();
    }

    /** What an earlier comment shall say; the text itself where it is still of use. */
    static String stale() {
        return REST.on(HERE);
    }

    boolean isWhole() {
        return rest.isEmpty() && !text.contains(BELOW);
    }

    private static String body(List<String> lines, int end) {
        return String.join("\n", lines.subList(0, end));
    }

    /** Where the part begins that a description always has: people's notes with their heading, else the first mark. */
    private static int kept(List<String> lines) {
        boolean isCode = false;
        int heading = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            isCode ^= line.startsWith("```");
            if (!isCode && line.equals(NOTES)) {
                heading = i;
            } else if (!isCode && line.startsWith("<!-- ")) {
                return heading < 0 ? i : heading;
            }
        }
        return lines.size();
    }

    /** As many paragraphs as fit; a table or a block of code is not cut in two. */
    private static String head(String body, int limit) {
        int end = 0;
        boolean isCode = false;
        int position = 0;
        for (String line : body.split("\n", -1)) {
            isCode ^= line.startsWith("```");
            if (line.isBlank() && !isCode && position <= limit) {
                end = position;
            }
            position += line.length() + 1;
        }
        return body.substring(0, end).stripTrailing();
    }
}
