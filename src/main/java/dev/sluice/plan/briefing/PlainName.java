package dev.sluice.plan.briefing;

import dev.sluice.text.OutsideText;
import java.util.stream.Collectors;

/** Names from outside in a title, which is no Markdown but is searched for mentions and references even so. */
final class PlainName {

    private PlainName() {}

    /** Only what names are made of stays. */
    static String of(String outside, int longest) {
        String plain = outside.codePoints()
                .mapToObj(point -> isPlain(point) ? Character.toString(point) : "?")
                .collect(Collectors.joining());
        return OutsideText.line(plain, longest - 1);
    }

    /** Within an effect, where other words need room too. */
    static String within(String outside) {
        return of(outside, 20);
    }

    private static boolean isPlain(int point) {
        return point >= 'a' && point <= 'z'
                || point >= 'A' && point <= 'Z'
                || point >= '0' && point <= '9'
                || "-._".indexOf(point) >= 0;
    }
}
