package dev.sluice.review.forge.bitbucket;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown as Bitbucket draws it: neither HTML nor charts.
 *
 * <p>A comment that readers do not see is a link definition here, {@code [//]: # (sluice:owner …)}, which Markdown draws as
 * nothing; {@link #read} makes of it what it was. What other forges fold follows a bold line.
 */
final class BitbucketMarkdown {

    private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})\\s*(\\w*).*$");
    private static final Pattern HIDDEN = Pattern.compile("^<!-- ([^()<>]*) -->[ \\t]*\\r?$");
    private static final Pattern DEFINITION = Pattern.compile("^\\[//]: # \\(([^()<>]*)\\)[ \\t]*\\r?$");
    private static final Pattern SUMMARY = Pattern.compile("^<summary>(.*)</summary>[ \\t]*$");
    private static final Pattern DETAILS = Pattern.compile("^</?details>[ \\t]*$");

    private BitbucketMarkdown() {}

    /** @param text Markdown with HTML comments, folded parts and charts */
    static String written(String text) {
        List<String> lines = new ArrayList<>();
        boolean isChart = false;
        String fence = "";
        for (String line : text.split("\n", -1)) {
            Matcher found = FENCE.matcher(line);
            boolean isFence =
                    found.matches() && (fence.isEmpty() || found.group(1).startsWith(fence));
            if (isFence) {
                boolean isOpening = fence.isEmpty();
                isChart = isOpening ? found.group(2).equals("mermaid") : isChart;
                fence = isOpening ? found.group(1) : "";
            }
            if (isChart) {
                isChart = !fence.isEmpty();
            } else if (isFence || !fence.isEmpty()) {
                lines.add(line);
            } else if (!DETAILS.matcher(line).matches()) {
                add(lines, line);
            }
        }
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, String line) {
        Matcher hidden = HIDDEN.matcher(line);
        if (!hidden.matches()) {
            Matcher summary = SUMMARY.matcher(line);
            lines.add(summary.matches() ? "**" + summary.group(1) + "**" : line);
            return;
        }
        boolean isParagraph = !lines.isEmpty()
                && !lines.getLast().isBlank()
                && !DEFINITION.matcher(lines.getLast()).matches();
        if (isParagraph) { // a definition cannot end one
            lines.add("");
        }
        lines.add("[//]: # (" + hidden.group(1) + ")");
    }

    /** @param text as Bitbucket keeps it */
    static String read(String text) {
        return lines(text, line -> {
            Matcher definition = DEFINITION.matcher(line);
            return definition.matches() ? "<!-- " + definition.group(1) + " -->" : line;
        });
    }

    private static String lines(String text, UnaryOperator<String> change) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lines.add(change.apply(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
        }
        return String.join("\n", lines);
    }
}
