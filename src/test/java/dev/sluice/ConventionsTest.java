package dev.sluice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What all source files have in common, those of the tests too. */
@AnalyzeClasses(packages = "dev.sluice")
class ConventionsTest {

    private static final int LONGEST = 300;

    @ArchTest
    static final ArchRule noNameSaysNothing =
            noClasses().should().haveNameMatching(".*(Util|Helper|Manager|Impl|Data)s?");

    @Test
    void noSourceFileIsTooLong() throws IOException {
        assertThat(sources()).hasSizeGreaterThan(100).allSatisfy(source -> assertThat(
                        Files.readAllLines(source).size())
                .isLessThanOrEqualTo(LONGEST));
    }

    @Test
    void textFromOutsideIsCutInOnePlace() throws IOException {
        List<Path> cutting = sources().stream()
                .filter(source -> source.startsWith("src/main"))
                .filter(source -> read(source).contains("\"…\"") || read(source).contains("\\\\p{Cntrl}"))
                .toList();

        assertThat(cutting).containsExactly(Path.of("src/main/java/dev/sluice/text/OutsideText.java"));
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        List<Path> packages = sources().stream()
                .filter(source -> source.startsWith("src/main"))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages).allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                .content()
                .matches("(?s)/\\*\\* [A-Z][^@]*\\. \\*/\n@NullMarked\npackage .*"));
    }

    /** The build runs them in one JVM, where they share the starts of the application. */
    @Test
    void testsOfTheApplicationSayThatTheyAre() throws IOException {
        List<Path> tests = sources().stream()
                .filter(source ->
                        source.startsWith("src/test") && source.toString().endsWith("Test.java"))
                .filter(source -> read(source).contains("\n@QuarkusTest\n"))
                .toList();

        assertThat(tests)
                .hasSizeGreaterThan(30)
                .allSatisfy(source -> assertThat(source).content().contains("\n@Tag(\"application\")\n"));
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files =
                Stream.concat(Files.walk(Path.of("src/main/java")), Files.walk(Path.of("src/test/java")))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
