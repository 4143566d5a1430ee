package dev.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page on Git servers says works is shown by a test. */
class GitPageTest {

    @Test
    void namesTestsThatExist() throws IOException {
        Set<String> named = Pattern.compile("`([A-Z][A-Za-z]+Test)`")
                .matcher(Files.readString(Path.of("docs/git.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());

        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            Set<String> tests = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
            assertThat(named).isNotEmpty().isSubsetOf(tests);
        }
    }
}
