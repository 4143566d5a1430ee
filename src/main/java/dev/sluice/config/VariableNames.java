package dev.sluice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The known keys as environment variables, to find the one that a misspelt variable resembles. */
final class VariableNames {

    /** Letters that may be wrong: at most this many, and at most one in four. */
    private static final int LIMIT = 3;

    private static final int PREFIX = "SLUICE_".length();

    /** One or more letters of a name, and digits of an index, in a template. */
    private static final char NAME = '*';

    private static final char INDEX = '#';

    private final List<String> templates = new ArrayList<>();
    private final List<Pattern> sections = new ArrayList<>();

    void add(String key) {
        String template = template(key);
        if (!templates.contains(template)) {
            templates.add(template);
        }
        for (int dot = key.lastIndexOf('.'); dot > PREFIX; dot = key.lastIndexOf('.', dot - 1)) {
            String section = key.substring(0, dot);
            sections.add(pattern(section));
            sections.add(pattern(section.replaceFirst("\\[\\*]$", "")));
        }
    }

    private static Pattern pattern(String key) {
        return Pattern.compile(
                template(key).replace(String.valueOf(NAME), "[A-Z0-9]+").replace(String.valueOf(INDEX), "[0-9]+"));
    }

    private static String template(String key) {
        return key.replace("[*]", "_" + INDEX + "_")
                .replaceAll("[.-]", "_")
                .replaceFirst("_+$", "")
                .toUpperCase(Locale.ROOT);
    }

    /** The variable of a known key that is most like this one, or this one where keys are below it; empty where none is. */
    Optional<String> nearest(String variable) {
        if (sections.stream().anyMatch(section -> section.matcher(variable).matches())) {
            return Optional.of(variable);
        }
        Match best = null;
        for (String template : templates) {
            Match match = match(template, variable);
            int letters = template.length() - PREFIX;
            if (match.cost <= LIMIT && match.cost * 4 <= letters && (best == null || match.cost < best.cost)) {
                best = match;
            }
        }
        return Optional.ofNullable(best).map(Match::text).or(() -> ending(variable));
    }

    /** The one variable that ends so, for one whose section was forgotten. */
    private Optional<String> ending(String variable) {
        if (variable.length() < PREFIX + 5 || !variable.startsWith("SLUICE_")) {
            return Optional.empty();
        }
        List<String> all = templates.stream()
                .filter(template -> template.endsWith(variable.substring(PREFIX - 1)) && template.indexOf(NAME) < 0)
                .toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private record Match(int cost, String text) {

        Match then(int more, String letter) {
            return new Match(cost + more, text + letter);
        }
    }

    /** The fewest letters to put in, drop or change; a name takes any letters of the variable. */
    private static Match match(String template, String variable) {
        int width = variable.length() + 1;
        @Nullable Match[] row = new Match[width];
        row[0] = new Match(0, "");
        for (int j = 1; j < width; j++) {
            row[j] = row[j - 1].then(1, "");
        }
        for (char letter : template.toCharArray()) {
            @Nullable Match[] next = new Match[width];
            boolean takesMany = letter == NAME || letter == INDEX;
            for (int j = 0; j < width; j++) {
                Match match = row[j].then(1, takesMany ? "" : String.valueOf(letter));
                if (takesMany) {
                    match = match.then(LIMIT, "");
                }
                if (j > 0) {
                    char given = variable.charAt(j - 1);
                    boolean fits = letter == NAME || letter == INDEX && Character.isDigit(given);
                    match = cheaper(
                            match,
                            row[j - 1].then(fits || letter == given ? 0 : 1, takesMany ? "" + given : "" + letter));
                    match = cheaper(match, next[j - 1].then(fits ? 0 : 1, fits ? "" + given : ""));
                }
                next[j] = match;
            }
            row = next;
        }
        return row[width - 1];
    }

    private static Match cheaper(Match one, Match other) {
        return other.cost < one.cost ? other : one;
    }
}
