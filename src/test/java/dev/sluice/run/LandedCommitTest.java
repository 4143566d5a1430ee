package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Draft;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.review.ForgeException;
import dev.sluice.review.Settled;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that pushed a commit says so, whatever happens after the push. */
class LandedCommitTest {

    private static final Fleet EAST = Fleet.of(cluster("east", "bank"));
    private static final Fleet TWO = Fleet.of(cluster("east", "bank"), cluster("west", "bank"));

    private ReviewLab lab;

    /** East changes a little, which is committed; west is new, which is proposed. */
    @BeforeEach
    void publishEast(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.byRisk(EAST);
        lab.merge(lab.forge.only());
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
    }

    @Test
    void carriesTheRequestsOfItsRunThoughTheLastAttemptLanded() {
        // Given
        lab.publishing = pushing -> new Around(pushing) {
            @Override
            void before(int push) {
                if (push <= 4) {
                    lab.write("main", Map.of("notes-" + push + ".md", "ours\n"));
                }
            }
        };

        // When
        Outcome outcome = lab.byRisk(TWO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        assertThat(outcome.message())
                .startsWith("commit " + lab.tip("main").name())
                .contains("west opened");
        assertThat(lab.parent("sluice/west")).isEqualTo(lab.tip("main"));
    }

    @Test
    void isReportedWhereGitFailsAfterIt() {
        // Given
        RunService runs = failing(new GitException("cannot read the branches"));

        try (LogLines log = LogLines.of(RunService.class.getName())) {
            // When
            RunReport report = runs.start().orElseThrow().report();

            // Then
            String landed = lab.tip("main").name();
            assertThat(report.outcome()).isEqualTo("failed");
            assertThat(report.commit()).isEqualTo(landed);
            assertThat(report.message()).startsWith("commit " + landed + ": ").endsWith("; cannot read the branches");
            assertThat(log.lines()).singleElement().asString().contains(landed, "cannot read the branches");
        }
    }

    @Test
    void isReportedAfterAnUnexpectedException() {
        // Given
        RunService runs = failing(new IllegalStateException("out of luck"));

        // When
        RunReport report = runs.start().orElseThrow().report();

        // Then
        assertThat(report.commit()).isEqualTo(lab.tip("main").name());
        assertThat(report.message()).endsWith("; unexpected: java.lang.IllegalStateException: out of luck");
    }

    @Test
    void isReportedBesideRequestsOfWhichOneEndsUnexpectedly() {
        // Given
        Fleet three = Fleet.of(cluster("east", "bank"), cluster("north", "bank"), cluster("west", "bank"));
        lab.forge.refuse(new IllegalStateException("out of luck"));

        // When
        Outcome outcome = lab.byRisk(three);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message())
                .startsWith("commit " + lab.tip("main").name())
                .contains("north failed", "unexpected: java.lang.IllegalStateException: out of luck", "west opened");
    }

    @Test
    void isReportedBesideARequestThatFailed() {
        // Given
        lab.forge.refuse(new ForgeException("the line went dead"));

        // When
        Outcome outcome = lab.byRisk(TWO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.landed())
                .map(Outcome.Committed::commit)
                .contains(lab.tip("main").name());
    }

    @Test
    void isReportedWhereNewerFeedsArePublishedAfterIt() {
        // Given
        lab.publishing = pushing -> new Around(pushing) {
            @Override
            void after(int push) {
                lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24", "8.8.4.0/24"), CLOUD);
                lab.lab.run(TWO);
            }
        };

        // When
        Outcome outcome = lab.byRisk(TWO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Skipped.class);
        assertThat(outcome.message()).contains("older than the published");
        assertThat(outcome.landed())
                .map(Outcome.Committed::commit)
                .contains(lab.parent("main").name());
    }

    @Test
    void isReportedWhereTheBranchMovesEachTimeAfterIt() {
        // Given
        lab.copy("main", "before");
        lab.publishing = pushing -> new Around(pushing) {
            @Override
            void before(int push) {
                if (push > 1) {
                    lab.write("main", Map.of("notes-" + push + ".md", "ours\n"));
                }
            }

            @Override
            void after(int push) {
                if (push == 1) {
                    lab.copy("main", "landed");
                    lab.copy("before", "main"); // a person takes it back
                }
            }
        };

        // When
        Outcome outcome = lab.byRisk(TWO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).contains("; the branch moved during each of 5 attempts to push");
        assertThat(outcome.landed())
                .map(Outcome.Committed::commit)
                .contains(lab.tip("landed").name());
    }

    /** Cannot settle the requests of its runs. */
    private RunService failing(RuntimeException failure) {
        LabSettings settings = lab.lab.settings(TWO.proposing(Mode.BY_RISK, ReviewLab.EACH));
        Publishing publishing = new Around(lab.publishing(settings, () -> lab.forge)) {
            @Override
            public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
                throw failure;
            }
        };
        return new RunService(
                settings.plan(),
                settings.feeds(),
                RunLab.reader(settings),
                publishing,
                new SettableClock(Instant.parse("2026-01-03T02:00:00Z")),
                new FiredEvents(),
                ClusterFacts.NONE);
    }

    /** What happens around pushes, which are counted from 1. */
    private static class Around implements Publishing {

        private final Publishing pushing;
        private int pushes;

        Around(Publishing pushing) {
            this.pushing = pushing;
        }

        void before(int push) {
            // nothing
        }

        void after(int push) {
            // nothing
        }

        @Override
        public Remote open() {
            return pushing.open();
        }

        @Override
        public Publication publish(Remote remote, Snapshot base, Draft draft) {
            pushes++;
            before(pushes);
            Publication publication = pushing.publish(remote, base, draft);
            after(pushes);
            return publication;
        }

        @Override
        public Predicate<String> held(Remote remote) {
            return pushing.held(remote);
        }

        @Override
        public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
            return pushing.settle(remote, base, planned);
        }
    }
}
