package dev.sluice.plan;

import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Origin;
import dev.sluice.plan.settings.MessageTemplate;
import dev.sluice.run.ClusterFacts;
import dev.sluice.run.FeedFiles;
import dev.sluice.run.Fleet;
import dev.sluice.run.LabSettings;
import dev.sluice.run.Outcome;
import dev.sluice.run.ReviewLab;
import dev.sluice.run.RunLab;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.revwalk.FooterLine;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits of a service that has templates for what they say. */
class TemplatedCommitTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    private static final MessageTemplate TEMPLATE = new MessageTemplate(
            Optional.of("chore({cluster}):"),
            Optional.of("{table}\n\nFeeds-digest: 0"),
            Optional.of("Signed-off-by: {author.name} <{author.email}>"),
            new Origin.CommitAuthor("Robot", "robot@example.com"));

    @TempDir
    Path folder;

    @Test
    void keepsTheOwnersTrailerInARequest() throws Exception {
        // Given
        ReviewLab lab = new ReviewLab(folder);
        lab.lab.feeds.publish(FeedFiles.GOOG, FeedFiles.CLOUD);
        LabSettings plain = lab.lab.settings(DEMO.proposing(Mode.PULL_REQUEST, ReviewLab.EACH));

        // When two runs propose, of which the second changes what the first proposed
        lab.run(with(plain, TEMPLATE));
        lab.lab.feeds.publish(FeedFiles.with(FeedFiles.GOOG, "74.0.0.0/16"), FeedFiles.CLOUD);
        Outcome again = lab.run(with(plain, TEMPLATE));

        // Then it knew its own branch
        assertThat(again.message()).startsWith("demo updated ");
        RevCommit commit = lab.lab.repository.log("sluice/demo").getFirst();
        assertThat(commit.getShortMessage()).startsWith("chore(demo): ");
        assertThat(commit.getFooterLines())
                .extracting(FooterLine::getKey)
                .startsWith("Signed-off-by")
                .contains("Sluice-Owner");
        assertThat(commit.getFooterLines("Sluice-Owner")).containsExactly("path=clusters");
    }

    private static LabSettings with(LabSettings plain, MessageTemplate template) {
        return new LabSettings(
                plain.plan().with(template),
                plain.reviewing(),
                plain.feeds(),
                plain.git(),
                plain.links(),
                plain.detection());
    }

    @Test
    void keepsItsOwnTrailersBehindThoseOfATemplate() throws Exception {
        // Given
        RunLab lab = new RunLab(folder);
        lab.feeds.publish(FeedFiles.GOOG, FeedFiles.CLOUD);
        LabSettings plain = lab.settings(DEMO);

        // When
        lab.run(with(plain, TEMPLATE), ClusterFacts.NONE);

        // Then
        assertThat(lab.message())
                .startsWith(
                        "chore(demo): demo: deny 43,264 addresses, first publication\n\n| cluster | IPv4 addresses denied |");
        assertThat(lab.repository.log("main").getFirst().getFooterLines())
                .extracting(FooterLine::getKey)
                .containsExactly("Signed-off-by", "Feed-goog", "Feed-cloud", "Feeds-digest");
    }
}
