package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gitops.refs.AcceptanceRefs;
import dev.sluice.run.AcceptanceService.AcceptResult;
import dev.sluice.run.AcceptanceService.Accepted;
import dev.sluice.run.AcceptanceService.NotWaiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed that lost a quarter of its entries, and processes that have a repository alone in common. */
class AcceptanceServiceTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final String NONE_SUCH = "0".repeat(64);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T00:00:00.25Z"));
    private RunLab lab;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(DEMO);
        lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
    }

    @Test
    void plansFirstWhereNoRunHasEndedAndPublishesNothing() throws IOException {
        // Given
        String digest = held(process());
        RunService fresh = process();

        // When
        AcceptResult result = acceptances(fresh).accept(digest, "anna");

        // Then
        assertThat(result).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.isNew()).isTrue();
            assertThat(accepted.acceptance().by()).isEqualTo("anna");
            assertThat(accepted.acceptance().at()).isEqualTo("2026-01-02T00:00:00Z");
        });
        assertThat(fresh.reports()).as("it was no run").isEmpty();
        assertThat(lab.commits()).isEqualTo(1);
        assertThat(lab.repository.refs()).containsKey(AcceptanceRefs.FOLDER + digest);
    }

    @Test
    void lastsUntilTheNextRunOfAnyProcess() throws IOException {
        // Given one process that leads, another that accepts, and a third that leads afterwards
        String digest = held(process());
        acceptances(process()).accept(digest, "anna");
        RunService next = process();

        // When
        Outcome outcome = next.start().orElseThrow().outcome();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.message()).contains("\nAccepted-by: anna\n");
        assertThat(lab.repository.refs()).doesNotContainKey(AcceptanceRefs.FOLDER + digest);
    }

    @Test
    void namesWhatWaitsWhereTheDigestIsOfSomethingElse() throws IOException {
        // Given
        String digest = held(process());

        // When
        AcceptResult result = acceptances(process()).accept(NONE_SUCH, "anna");

        // Then
        assertThat(result).isInstanceOfSatisfying(NotWaiting.class, waits -> assertThat(waits.waiting())
                .extracting(WaitingChange::digest)
                .containsExactly(digest));
        assertThat(lab.repository.refs().keySet()).noneMatch(name -> name.startsWith(AcceptanceRefs.FOLDER));
    }

    @Test
    void takesNothingWhereNothingWaits() {
        lab.feeds.publish(GOOG, CLOUD);

        AcceptResult result = acceptances(process()).accept(NONE_SUCH, "anna");

        assertThat(result).isInstanceOfSatisfying(NotWaiting.class, waits -> assertThat(waits.waiting())
                .isEmpty());
    }

    @Test
    void saysWhoWasFirstWithinOneSecond() {
        // Given
        String digest = held(process());
        acceptances(process()).accept(digest, "anna");

        // When
        AcceptResult again = acceptances(process()).accept(digest, "anna");
        AcceptResult other = acceptances(process()).accept(digest, "bob");

        // Then
        assertThat(again).isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(accepted.isNew())
                .isFalse());
        assertThat(other).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.isNew()).isFalse();
            assertThat(accepted.acceptance().by()).isEqualTo("anna");
        });
    }

    @Test
    void refusesWhatIsNoDigestBeforeItPlans() {
        assertThatThrownBy(() -> acceptances(process()).accept("rm -rf", "anna"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'rm -rf' is not a digest");
    }

    private static String held(RunService runs) {
        Outcome outcome = runs.start().orElseThrow().outcome();
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        return ((Outcome.Held) outcome).effect().orElseThrow();
    }

    private AcceptanceService acceptances(RunService runs) {
        RepositoryAccess access = new RepositoryAccess(() -> lab.open(DEMO), () -> lab.open(DEMO), Optional.empty());
        return new AcceptanceService(lab.settings(DEMO).plan(), runs, access, clock);
    }

    /** What a process knows: nothing of any other. */
    private RunService process() {
        LabSettings settings = lab.settings(DEMO);
        return new RunService(
                settings.plan(),
                settings.feeds(),
                RunLab.reader(settings),
                RunLab.outlet(settings, lab::pushing),
                clock,
                new FiredEvents(),
                ClusterFacts.NONE);
    }
}
