package dev.sluice.plan;

import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Origin;
import dev.sluice.plan.settings.MessageTemplate;
import dev.sluice.run.ClusterFacts;
import dev.sluice.run.FeedFiles;
import dev.sluice.run.Fleet;
import dev.sluice.run.LabSettings;
import dev.sluice.run.RunLab;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.revwalk.FooterLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits of a service that has templates for what they say. */
class TemplatedCommitTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    @TempDir
    Path folder;

    @Test
    void keepsItsOwnTrailersBehindThoseOfATemplate() throws Exception {
        // Given
        RunLab lab = new RunLab(folder);
        lab.feeds.publish(FeedFiles.GOOG, FeedFiles.CLOUD);
        LabSettings plain = lab.settings(DEMO);
        MessageTemplate template = new MessageTemplate(
                Optional.of("chore({cluster}):"),
                Optional.of("{table}\n\nFeeds-digest: 0"),
                Optional.of("Signed-off-by: {author.name} <{author.email}>"),
                new Origin.CommitAuthor("Robot", "robot@example.com"));

        // When
        lab.run(
                new LabSettings(
                        plain.plan().with(template),
                        plain.reviewing(),
                        plain.feeds(),
                        plain.git(),
                        plain.links(),
                        plain.detection()),
                ClusterFacts.NONE);

        // Then
        assertThat(lab.message())
                .startsWith(
                        "chore(demo): demo: deny 43,264 addresses, first publication\n\n| cluster | IPv4 addresses denied |");
        assertThat(lab.repository.log("main").getFirst().getFooterLines())
                .extracting(FooterLine::getKey)
                .containsExactly("Signed-off-by", "Feed-goog", "Feed-cloud", "Feeds-digest");
    }
}
