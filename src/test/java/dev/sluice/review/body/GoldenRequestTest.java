package dev.sluice.review.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares titles and bodies with the files under {@code src/test/resources/golden-requests} as text.
 *
 * <p>After an intended change, {@code ./mvnw test -Dtest=GoldenRequestTest -Dgolden.update=true} writes them anew. Read
 * the difference before it is committed: nothing else says that it is right.
 */
class GoldenRequestTest {

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            for (GoldenRequest golden : GoldenRequest.values()) {
                Files.createDirectories(golden.file().getParent());
                Files.writeString(golden.file(), golden.text());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesTheGoldenRequest(GoldenRequest golden) {
        assertThat(golden.file()).content().isEqualTo(golden.text());
    }

    @Test
    void everyGoldenRequestHasACase() throws IOException {
        try (Stream<Path> files = Files.list(GoldenRequest.FLEET.file().getParent())) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(GoldenRequest.values())
                            .map(GoldenRequest::file)
                            .toList());
        }
    }
}
