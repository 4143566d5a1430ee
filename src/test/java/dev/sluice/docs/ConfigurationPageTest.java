package dev.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/configuration.md} to the mappings; {@code -Ddocs.update=true} writes it anew. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("docs/configuration.md");

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, ConfigurationPage.text());
        }
    }

    @Test
    void isCurrent() throws IOException {
        assertThat(PAGE).content().isEqualTo(ConfigurationPage.text());
    }

    @Test
    void everyGroupOfKeysHasOneSection() throws IOException {
        assertThat(ConfigurationPage.text().lines().filter(line -> line.startsWith("## ")))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyDefaultIsInItsColumn() throws IOException {
        assertThat(ConfigurationPage.text()).contains("| `sluice.fetch.timeout` | duration from 1s to 1h | `20s` |");
    }

    @Test
    void everyKeyIsExplained() throws IOException {
        assertThat(ConfigurationPage.text().lines().filter(line -> line.startsWith("| `")))
                .hasSizeGreaterThan(60)
                .allMatch(line -> line.matches("\\| `sluice\\.[^`]+` \\| [^|]+ \\| [^|]*\\| .*[A-Za-z].* \\|"));
    }
}
