package dev.sluice.render;

import static dev.sluice.render.GoldenCase.annotation;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestTest {

    @Test
    void leavesWhatIsKeptOutOfTheComparison() {
        // When
        List<Map<?, ?>> documents = Stream.of(GoldenCase.values())
                .flatMap(golden -> golden.documents(""))
                .toList();

        // Then
        assertThat(documents).allSatisfy(document -> assertThat(annotation(document, "compare-options"))
                .isEqualTo(annotation(document, "sync-options").contains("Prune=false") ? "IgnoreExtraneous" : ""));
        assertThat(documents)
                .filteredOn(document -> annotation(document, "compare-options").equals("IgnoreExtraneous"))
                .extracting(document -> document.get("kind").toString())
                .contains("Namespace", "Node", "LokiStack");
    }
}
