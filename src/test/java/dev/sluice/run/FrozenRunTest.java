package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.FeedFiles.without;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Remote;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Freeze;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in a freeze. */
class FrozenRunTest {

    private static final Fleet TWO = Fleet.of(cluster("east", "bank"), cluster("west", "bank"));
    private static final Fleet PROPOSING = TWO.proposing(Mode.PULL_REQUEST, ReviewLab.EACH);
    private static final Fleet COMMITTING = TWO.proposing(Mode.COMMIT, ReviewLab.EACH);

    private static final Freeze.Once HOLIDAYS = new Freeze.Once(
            Instant.parse("2026-12-20T00:00:00Z"), Instant.parse("2027-01-07T00:00:00Z"), "the holidays");

    private static final Rule ALLOWED_PORT = new Rule(
            Action.ALLOW,
            new Destination.Cidr(Prefix.parse("142.250.4.0/24")),
            List.of(new Port(Port.Protocol.TCP, 443)));

    private ReviewLab lab;
    private MemoryForge forge;
    private ObjectId published;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.lab.run(TWO);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        published = lab.tip("main");
        lab.now = Instant.parse("2026-12-24T12:00:00Z");
    }

    @Test
    void commitsNothing() {
        // When
        Outcome outcome = lab.run(frozen(COMMITTING));

        // Then
        assertThat(outcome.word()).isEqualTo("frozen");
        assertThat(outcome.message())
                .isEqualTo("frozen until 2027-01-07T00:00:00Z: the holidays; changes wait for east, west");
        assertThat(outcome.isGood()).isTrue();
        assertThat(lab.tip("main")).isEqualTo(published);
        assertThat(lab.branch.orElseThrow().pending())
                .map(BranchFirewalls.Pending::state)
                .contains(BranchFirewalls.PendingState.FROZEN);
    }

    @Test
    void goesOnAfterwards() {
        // Given
        lab.run(frozen(COMMITTING));
        lab.now = HOLIDAYS.until();

        // When
        Outcome outcome = lab.run(frozen(COMMITTING));

        // Then
        assertThat(outcome.word()).isEqualTo("committed");
    }

    @Test
    void opensNothingAndSaysSoOnWhatIsOpen() {
        // Given
        lab.run(lab.lab.settings(PROPOSING));
        PullRequest east = forge.open().getFirst();
        ObjectId proposed = lab.tip("sluice/east");
        lab.delete("sluice/west");
        forge.end(forge.open().getLast(), PullRequest.RequestState.CLOSED);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24", "8.8.4.0/24"), CLOUD);
        forge.writes();

        // When
        Outcome outcome = lab.run(frozen(PROPOSING));
        lab.run(frozen(PROPOSING));

        // Then
        assertThat(outcome.word()).isEqualTo("frozen");
        assertThat(forge.writes()).containsExactly("comment 1");
        assertThat(forge.said(east)).singleElement().asString().contains("2027-01-07", "the holidays");
        assertThat(lab.tip("sluice/east")).isEqualTo(proposed);
    }

    @Test
    void isQuietWhereThereIsNothingToPublish() {
        lab.lab.feeds.publish(GOOG, CLOUD);

        assertThat(lab.run(frozen(COMMITTING))).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void letsThroughByNameWhatOnlyTakesDenialsAway() {
        // Given
        lab.lab.feeds.publish(without(GOOG, GOOG.getFirst()), CLOUD);

        // When
        Outcome outcome = lab.run(frozen(COMMITTING, "east"));

        // Then
        assertThat(outcome.word()).isEqualTo("frozen");
        assertThat(outcome.landed()).isPresent();
        assertThat(outcome.landed().get().subject()).startsWith("east: ");
        assertThat(outcome.message()).contains("changes wait for west");
        assertThat(lab.run(frozen(COMMITTING, "east")).landed()).isEmpty();
    }

    @Test
    void letsThroughByNameInARequestToo() {
        // Given
        lab.lab.feeds.publish(without(GOOG, GOOG.getFirst()), CLOUD);

        // When
        Outcome outcome = lab.run(frozen(PROPOSING, "east"));

        // Then
        assertThat(outcome.message()).startsWith("east opened");
        assertThat(forge.open()).hasSize(1);
    }

    @Test
    void holdsBackWhatIsNamedAndDeniesMore() {
        // When
        Outcome outcome = lab.run(frozen(COMMITTING, "east"));

        // Then
        assertThat(outcome.message()).contains("east (which does more than take denials away), west");
        assertThat(lab.tip("main")).isEqualTo(published);
    }

    /** With it goes what one port of a denied address was open to, though no address is newly denied. */
    @Test
    void holdsBackWhatIsNamedAndDropsAnAllowedPort() {
        // Given
        LabSettings open = lab.lab.settings(Fleet.of(
                cluster("east", TWO.clusters().getFirst().loki(), Fleet.target("bank", Action.ALLOW, ALLOWED_PORT)),
                cluster("west", "bank")));
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.now = HOLIDAYS.from().minusSeconds(60);
        assertThat(lab.run(FrozenSettings.of(open, new Freeze(List.of(HOLIDAYS), Set.of())))
                        .word())
                .isEqualTo("committed");
        ObjectId before = lab.tip("main");
        lab.now = HOLIDAYS.from();

        // When
        Outcome outcome = lab.run(frozen(TWO.proposing(Mode.COMMIT, ReviewLab.EACH), "east"));

        // Then
        assertThat(outcome.message()).contains("east (which does more than take denials away)");
        assertThat(lab.tip("main")).isEqualTo(before);
    }

    @Test
    void showsEverythingInADryRun() {
        // Given
        LabSettings settings = frozen(COMMITTING);
        lab.publishing = any -> dry(settings);

        // Then
        assertThat(lab.run(settings).message()).contains("would commit: 2 clusters");
        assertThat(lab.warnings)
                .contains("this dry run shows what waits in a freeze: frozen until 2027-01-07T00:00:00Z: the holidays");
    }

    @Test
    void saysThatADryRunAsksNoForge() {
        // Given
        lab.now = HOLIDAYS.until();
        LabSettings settings = lab.lab.settings(PROPOSING);
        lab.run(settings);
        lab.lab.feeds.publish(with(GOOG, "8.8.4.0/24"), CLOUD);

        // When
        lab.publishing = any -> dry(settings);
        Outcome outcome = lab.run(settings);

        // Then
        assertThat(outcome.message()).contains("would");
        assertThat(lab.warnings)
                .containsExactly(
                        "this dry run asks no forge: changes that the label hold or a closed request keeps back"
                                + " are among those that it shows");
    }

    private static Publishing dry(LabSettings settings) {
        PrintStream out = new PrintStream(new ByteArrayOutputStream());
        return new DryRunPublishing(
                () -> Remote.open(
                        settings.origin(), new Connections(settings.git().timeout(), Optional.empty())),
                new PlanPrinter(out, PlanPrinter.PlanFormat.TEXT, true));
    }

    private LabSettings frozen(Fleet fleet, String... exceptions) {
        return FrozenSettings.of(lab.lab.settings(fleet), new Freeze(List.of(HOLIDAYS), Set.of(exceptions)));
    }
}
