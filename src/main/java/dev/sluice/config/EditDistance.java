package dev.sluice.config;

import java.util.Locale;

/** How far apart two spellings are. */
final class EditDistance {

    /** More than any two spellings of one word. */
    static final int NONE = 100;

    private EditDistance() {}

    /**
     * Changes that make one name the other, 0 where they are the same and {@link #NONE} where they are two different words:
     * more than a third of the longer one would have to change.
     */
    static int ofNames(String given, String known) {
        if (given.equals(known)) {
            return 0;
        }
        String plain = plain(given);
        String other = plain(known);
        if (plain.equals(other)) {
            return 1;
        }
        boolean isPart = plain.length() > 2 && other.startsWith(plain) || other.length() > 3 && plain.startsWith(other);
        int changes = changes(plain, other);
        if (changes * 3 <= Math.max(plain.length(), other.length())) {
            return changes;
        }
        return isPart ? 2 : NONE;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Letters to put in, drop or change. */
    static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int same = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(same, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
