package dev.sluice.text;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cleans and cuts text that others wrote: feeds, servers, clusters, forges. It may be megabytes long, begin new lines in a
 * log, steer a terminal or turn the direction of writing. Addresses in it lose what may be a secret: the text before an
 * {@code @}, and what comes after a {@code ?}.
 *
 * <p>Every message that holds such text passes through here before it is logged, reported, answered or thrown. Cleaning what
 * is clean changes nothing.
 */
public final class OutsideText {

    /** In code points; enough for a sentence with an address in it. */
    public static final int LONGEST = 500;

    private static final String CUT = "…";

    /** What names a user without a password, such as {@code ssh://git@host}, stays; with https it may be a token. */
    private static final Pattern USER = Pattern.compile(
            "\\b(https?://)[^\\s/?#]*@|\\b([a-z][-a-z0-9+.]*://[^\\s/?#:@]*:)[^\\s/?#]*@", Pattern.CASE_INSENSITIVE);

    private static final Pattern QUERY = Pattern.compile(
            "\\b([a-z][-a-z0-9+.]*://[^\\s?'\"<>]*)\\?[^\\s'\"<>]*[^\\s'\"<>:;,.)]", Pattern.CASE_INSENSITIVE);

    private OutsideText() {}

    /** A line of at most {@link #LONGEST} code points. */
    public static String line(@Nullable String outside) {
        return line(outside, LONGEST);
    }

    /**
     * One line: a blank for line breaks and other control characters, the code point for what else cannot be seen.
     *
     * @param longest in code points, at least 1; where more is cut off, an ellipsis follows
     */
    public static String line(@Nullable String outside, int longest) {
        MaskedStart text = MaskedStart.of(outside, longest);
        StringBuilder line = new StringBuilder();
        int left = longest;
        boolean isBreak = false;
        for (int i = 0; i < text.masked().length(); ) {
            int point = text.masked().codePointAt(i);
            i += Character.charCount(point);
            if (breaksLines(point)) {
                isBreak = true;
                continue;
            }
            boolean needsBlank = isBreak && point != ' ' && !line.isEmpty() && line.charAt(line.length() - 1) != ' ';
            String shown = (needsBlank ? " " : "") + (isVisible(point) ? Character.toString(point) : spelled(point));
            isBreak = false;
            left -= shown.codePointCount(0, shown.length());
            if (left < 0) {
                return line.toString().strip() + CUT;
            }
            line.append(shown);
        }
        return line.toString().strip() + (text.isCut() ? CUT : "");
    }

    /** A line with the message of what failed first below a failure, or its name where it has no message. */
    public static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return line(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    /**
     * Text with everything that cannot be seen spelled out, control characters too.
     *
     * @param longest in code points of the outside text, at least 1; where more is cut off, an ellipsis follows
     * @param unsafe what is spelled out besides
     */
    public static String spelled(@Nullable String outside, int longest, IntPredicate unsafe) {
        MaskedStart beginning = MaskedStart.of(outside, longest);
        String text = beginning.masked().strip();
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(longest)
                .forEach(point -> shown.append(
                        isVisible(point) && !unsafe.test(point) ? Character.toString(point) : spelled(point)));
        boolean isLong = beginning.isCut() || text.codePointCount(0, text.length()) > longest;
        return shown.append(isLong ? CUT : "").toString();
    }

    /**
     * Lines that people wrote where they may write what they like: line feeds and tabs stay, other control characters go,
     * and what turns the direction of writing is spelled out.
     */
    public static String lines(String outside) {
        StringBuilder lines = new StringBuilder();
        outside.codePoints().forEach(point -> {
            boolean turns = point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
            if (turns || Character.getType(point) == Character.SURROGATE) {
                lines.append(spelled(point));
            } else if (point == '\n' || point == '\t' || !Character.isISOControl(point)) {
                lines.appendCodePoint(point);
            }
        });
        return lines.toString();
    }

    /** More than is shown, so that addresses are whole when they are masked, and no more than is worth looking at. */
    private record MaskedStart(String masked, boolean isCut) {

        static MaskedStart of(@Nullable String outside, int longest) {
            if (outside == null) {
                return new MaskedStart("", false);
            }
            int looked = Math.min(outside.length(), 4 * longest + 4_096);
            String masked = USER.matcher(outside.substring(0, looked))
                    .replaceAll(found -> Matcher.quoteReplacement(
                            (found.group(1) != null ? found.group(1) : found.group(2)) + "***@"));
            return new MaskedStart(QUERY.matcher(masked).replaceAll("$1?***"), looked < outside.length());
        }
    }

    private static String spelled(int point) {
        return String.format(Locale.ROOT, "\\u%04X", point);
    }

    private static boolean breaksLines(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
