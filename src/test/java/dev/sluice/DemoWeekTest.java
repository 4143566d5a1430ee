package dev.sluice;

import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.Fleet;
import dev.sluice.run.Outcome;
import dev.sluice.run.RunLab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoWeekTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    @Test
    void showsEveryOutcomeThatAWeekCanHave(@TempDir Path folder) throws Exception {
        // Given
        RunLab lab = new RunLab(folder);
        lab.feeds.publish(List.of("8.8.8.0/24"), List.of());
        Path feeds = lab.feeds.file("goog").getParent();
        List<String> outcomes = new ArrayList<>();

        // When
        for (int day = 0; day < DemoWeek.DAYS.size(); day++) {
            DemoWeek.publish(feeds, day, 1_767_225_600_000L + day);
            Outcome outcome = lab.run(DEMO);
            outcomes.add(outcome.word());
        }

        // Then
        assertThat(outcomes)
                .containsExactly("committed", "unchanged", "committed", "held", "committed", "committed", "committed");
    }
}
