package dev.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the documents lead to files and headings that exist, and every page can be reached. */
class LinksTest {

    private static final Path START = Path.of("README.md");
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(Path.of("."));
                Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> manifests = Files.walk(Path.of("manifests"))) {
            return Stream.of(top, docs, manifests)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadSomewhere(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String link : links(page)) {
            if (!leadsSomewhere(page, link)) {
                broken.add(link);
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageCanBeReachedFromTheReadme() throws IOException {
        Set<Path> reached = new TreeSet<>();
        List<Path> next = new ArrayList<>(List.of(START));
        while (!next.isEmpty()) {
            Path page = next.removeLast();
            if (reached.add(page)) {
                for (String link : links(page)) {
                    Path target = target(page, link);
                    if (target.toString().endsWith(".md")) {
                        next.add(target);
                    }
                }
            }
        }

        assertThat(reached).containsAll(pages());
    }

    @Test
    void anchorsAreThoseOfTheForges() {
        assertThat(anchors("# One `--verify`, twice\n\n```\n# no heading\n```\n## A\n## A\n"))
                .containsExactlyInAnyOrder("one---verify-twice", "a", "a-1");
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(FENCE.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        Path target = target(page, link);
        String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
        return Files.exists(target)
                && (anchor.isEmpty() || anchors(Files.readString(target)).contains(anchor));
    }

    private static Path target(Path page, String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page : page.resolveSibling(file).normalize();
    }

    /**
     * Lower case without punctuation, dashes for spaces; a number where a heading occurs again.
     *
     * @see <a href="https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links">GitHub,
     *     section links</a>
     */
    private static Set<String> anchors(String text) {
        List<String> slugs = HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
        Set<String> anchors = new TreeSet<>();
        for (String slug : slugs) {
            int times = 0;
            while (!anchors.add(times == 0 ? slug : slug + "-" + times)) {
                times++;
            }
        }
        return anchors.stream().collect(Collectors.toUnmodifiableSet());
    }
}
