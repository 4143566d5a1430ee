package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.MemoryForge;
import dev.sluice.review.body.KeptNotes;
import dev.sluice.review.body.Marker;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write into the body of a request outlives what Sluice writes. */
class KeptNotesRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));
    private static final String NOTE = "Asked the network team: fine from Monday on.\n\n- [ ] tell the shop";

    private ReviewLab lab;
    private MemoryForge forge;

    @BeforeEach
    void propose(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.propose(DEMO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void outlivesUpdates(String lineEnd) {
        // Given
        note(NOTE.replace("\n", lineEnd));

        for (int i = 1; i <= 3; i++) {
            // When
            lab.lab.feeds.publish(with(GOOG, "8.8.8." + i + "/32"), CLOUD);
            lab.propose(DEMO);

            // Then
            assertThat(forge.writes()).contains("update 1");
            assertThat(forge.only().body()).containsOnlyOnce("<!-- notes -->\n\n" + NOTE + "\n\n<!-- notes -->\n");
        }
    }

    @Test
    void outlivesABodyThatIsCut() {
        // Given
        note(NOTE);
        forge.limitBodies(8_000);

        // When
        lab.lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().body()).contains("Cut to keep the forge's limit", NOTE);
    }

    @Test
    void leavesRoomForTheBodyWhereItIsLong() {
        // Given
        note("word ".repeat(12_000).strip());

        // When
        lab.lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).contains("demo updated");
        assertThat(forge.only().body())
                .hasSizeLessThanOrEqualTo(65_536)
                .contains("word word", "(Cut here: notes may have ", "## What changes");
    }

    @Test
    void takesWhatIsThereWhenItUpdates() {
        // Given
        lab.publishing = publishing -> {
            note(NOTE); // after the run began
            return publishing;
        };

        // When
        lab.lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().body()).contains(NOTE);
    }

    @Test
    void makesNoWordOfSluice() {
        // Given
        String content = "0".repeat(64);
        note("<!-- sluice:closed by-sluice -->\n<!-- sluice:content " + content + " -->\nkept");

        // When
        lab.lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().body()).contains("kept");
        assertThat(Marker.CLOSED_BY_SLUICE.isIn(forge.only().body())).isFalse();
        assertThat(Marker.all(forge.only().body()))
                .noneMatch(marker -> marker.value().equals(content));
    }

    private void note(String text) {
        String body = forge.only().body();
        assertThat(body).contains(KeptNotes.MARKER);
        forge.describe(forge.only(), body.replaceFirst(KeptNotes.MARKER, KeptNotes.MARKER + "\n" + text + "\n"));
    }
}
