package dev.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/reliability.md} to the tables of faults; {@code -Ddocs.update=true} writes it anew. */
class ReliabilityPageTest {

    private static final Path PAGE = Path.of("docs/reliability.md");

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, ReliabilityPage.text());
        }
    }

    @Test
    void isCurrent() throws IOException {
        assertThat(PAGE).content().isEqualTo(ReliabilityPage.text());
    }
}
