package dev.sluice.review.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a forge makes of bodies: nothing in them comes from outside but code. */
class HostileTextTest {

    private static final String HTML =
            "(?s)<details>\n<summary>[A-Za-z ,]+([0-9,]+ (prefix(es)?|clusters))?( of line [0-9]+)?</summary>|</details>|<!-- notes -->"
                    + "|<!-- sluice:content [0-9a-f]{64} -->";

    private static final List<String> PIECES = List.of(
            "`",
            "``",
            "|",
            "\\",
            "\\|",
            "<b>",
            "</details>",
            "-->",
            "<!--",
            "@octocat",
            "#1",
            "!1",
            "GH-1",
            "\n",
            "\r\n",
            "\n\n",
            "    ",
            "\t",
            "# ",
            "- ",
            "> ",
            "***",
            "__",
            "~~~",
            "```",
            "[a](//e)",
            "![a](//e)",
            "https://e.example",
            "www.e.example",
            "a@e.example",
            "&lt;",
            "&#64;",
            "\u202e",
            "\u2028",
            "\u0000",
            "\ufeff",
            "\ud800",
            "\ud83d\ude00",
            "$x$",
            ":smile:",
            "{page.held}",
            "{#if}",
            "us-east1",
            "");

    @ParameterizedTest
    @EnumSource
    void showsWhatComesFromOutsideAsCodeAlone(GoldenRequest golden) {
        Rendered rendered = Rendered.of(golden.body());

        assertThat(rendered.links).isSubsetOf(GoldenRequest.FILES.toString());
        assertThat(rendered.html).allMatch(html -> html.strip().matches(HTML));
        assertThat(rendered.texts)
                .noneMatch(text -> text.matches(".*(@|#|!1|GH-|octocat|evil|smile|sluice:content).*"));
        assertThat(golden.body().codePoints())
                .noneMatch(point ->
                        point != '\n' && Character.isISOControl(point) || Character.getType(point) == Character.FORMAT);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTablesAndDetailsWhole(GoldenRequest golden) {
        // When
        Rendered rendered = Rendered.of(golden.body());

        // Then
        long lines = golden.body().lines().filter(line -> line.startsWith("|")).count();
        long rows = rendered.tables.stream().mapToLong(List::size).sum();
        assertThat(rows + rendered.tables.size())
                .as("rows and the lines below heads")
                .isEqualTo(lines);
        assertThat(rendered.tables).allSatisfy(table -> assertThat(table).containsOnly(table.getFirst()));
        assertThat(rendered.html.stream()
                        .filter(html -> html.contains("<details>"))
                        .count())
                .isEqualTo(rendered.html.stream()
                        .filter(html -> html.contains("</details>"))
                        .count());
        assertThat(rendered.headings).startsWith("What changes").contains("Checks", "Evidence", "Notes");
    }

    @Test
    void findsItsOwnMarkerAlone() {
        GoldenRequest hostile = GoldenRequest.HOSTILE;

        assertThat(Marker.all(hostile.body()))
                .containsExactly(Marker.content(hostile.briefing().content()));
        assertThat(hostile.body()).contains("sluice:content 0000");
    }

    @RepeatedTest(50)
    void showsAnyTextAsOneSpanInAnyPlace() {
        // Given
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        String evil = IntStream.range(0, random.nextInt(1, 12))
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
        Inline code = Inline.code(evil);

        // When
        Rendered rendered = Rendered.of(
                Inline.say("# %s\n\n- a %s b\n\n| %s | b |\n|---|---|\n| %s | %s |\n", evil, code, code, evil, code)
                        .toString());

        // Then
        boolean empty = code.toString().equals("–");
        assertThat(rendered.codes).as("seed %s", seed).hasSize(empty ? 0 : 5);
        assertThat(rendered.codes)
                .as("seed %s", seed)
                .containsOnly(rendered.codes.stream().findFirst().stream().toArray(String[]::new));
        assertThat(rendered.links).as("seed %s", seed).isEmpty();
        assertThat(rendered.html).as("seed %s", seed).isEmpty();
        assertThat(rendered.tables).as("seed %s", seed).containsExactly(List.of(2, 2));
        assertThat(String.join("", rendered.texts)).as("seed %s", seed).matches("[ab–]*|a b|[ab– ]*");
    }
}
