package dev.sluice.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Colours for a terminal, by the sequences of ECMA-48, or none: then texts stay as they are. */
public enum Colours {
    ON,
    OFF;

    /** {@code @@ -1,2 +1,3 @@}; a number that is left out is 1. */
    private static final Pattern HUNK =
            Pattern.compile("@@ -[0-9]+(?:,([0-9]+))? \\+[0-9]+(?:,([0-9]+))? @@.*", Pattern.DOTALL);

    private static final Pattern HEAD = Pattern.compile("^(new file mode|deleted file mode|---|\\+\\+\\+) ");

    /** What is good. */
    public String green(String text) {
        return in("32", text);
    }

    /** What a person should look at. */
    public String yellow(String text) {
        return in("33", text);
    }

    /** What is bad. */
    public String red(String text) {
        return in("31", text);
    }

    /** A headline. */
    public String bold(String text) {
        return in("1", text);
    }

    /** @param text one line or a part of it; a line's end stays uncoloured */
    private String in(String number, String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return this == OFF || line.isEmpty()
                ? text
                : "\u001b[" + number + "m" + line + "\u001b[0m" + text.substring(line.length());
    }

    /** Colours unified diffs as Git does; what is between and after them stays plain, whatever it begins with. */
    public String diff(String text) {
        if (this == OFF) {
            return text;
        }
        StringBuilder coloured = new StringBuilder();
        int before = 0; // lines of the hunk that are still to come, of each side
        int after = 0;
        boolean isHead = false;
        for (String line : text.split("(?<=\n)")) {
            Matcher hunk = HUNK.matcher(line);
            if (before > 0 || after > 0) {
                char kind = line.charAt(0);
                before -= kind == '+' || kind == '\\' ? 0 : 1;
                after -= kind == '-' || kind == '\\' ? 0 : 1;
                coloured.append(kind == '+' ? green(line) : kind == '-' ? red(line) : line);
            } else if (hunk.matches()) {
                before = lines(hunk.group(1));
                after = lines(hunk.group(2));
                isHead = false;
                coloured.append(in("36", line));
            } else {
                isHead = line.startsWith("diff --git ")
                        || isHead && HEAD.matcher(line).find();
                coloured.append(isHead ? bold(line) : line);
            }
        }
        return coloured.toString();
    }

    private static int lines(@Nullable String count) {
        return count == null ? 1 : Integer.parseInt(count);
    }
}
