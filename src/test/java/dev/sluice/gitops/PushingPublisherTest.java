package dev.sluice.gitops;

import static dev.sluice.gitops.BareRepository.AUTHOR;
import static dev.sluice.gitops.Publishing.CLOCK;
import static dev.sluice.gitops.Publishing.COMMITS;
import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.deleting;
import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushingPublisherTest {

    @TempDir
    Path folder;

    BareRepository repository;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
    }

    @Test
    void commitsOnTopOfTheBranch() throws IOException {
        // Given
        ObjectId parent = repository.write("main", Map.of("README.md", "Fleet\n"));
        SequencedMap<String, String> trailers = new LinkedHashMap<>();
        trailers.put("Goog-Token", "1776643200000");
        trailers.put("Cloud-Token", "1776643200000");
        Message message = new Message("Deny 12 more addresses", "One line.\n\nAnother.\n", trailers);
        Draft draft = new Draft(Change.of(Map.of("clusters/demo/a.yaml", "a\n"), Set.of()), message);

        // When
        Publication publication = publish(repository.origin(), draft);

        // Then
        RevCommit commit = repository.log("main").getFirst();
        PersonIdent sluice = new PersonIdent(AUTHOR.name(), AUTHOR.email(), CLOCK.instant(), ZoneOffset.UTC);
        assertThat(publication).isEqualTo(new Publication.Landed(commit.name()));
        assertThat(commit.getParents()).extracting(ObjectId::getName).containsExactly(parent.name());
        assertThat(commit.getAuthorIdent()).isEqualTo(sluice);
        assertThat(commit.getCommitterIdent()).isEqualTo(sluice);
        assertThat(commit.getFullMessage())
                .isEqualTo("Deny 12 more addresses\n\nOne line.\n\nAnother.\n\n"
                        + "Goog-Token: 1776643200000\nCloud-Token: 1776643200000\n");
        assertThat(commit.getFooterLines("Goog-Token")).containsExactly("1776643200000");
    }

    @Test
    void leavesEverythingElseInTheRepositoryAlone() throws IOException {
        // Given
        ObjectId submodule = ObjectId.fromString("1234567890123456789012345678901234567890");
        repository.write("main", Map.of("README.md", "Fleet\n", "clusters/demo/a.yaml", "old\n", "clusters/b", "b"));
        repository.put("main", "clusters/demo/run.sh", FileMode.EXECUTABLE_FILE, "#!/bin/sh\n");
        repository.put("main", "clusters/demo/link", FileMode.SYMLINK, "../../README.md");
        repository.put("main", "clusters/vendor", FileMode.GITLINK, submodule);

        // When
        publish(repository.origin(), writing("clusters/demo/a.yaml", "new\n"));

        // Then
        assertThat(repository.files("main"))
                .containsExactly(
                        Map.entry("README.md", "Fleet\n"),
                        Map.entry("clusters/b", "b"),
                        Map.entry("clusters/demo/a.yaml", "new\n"),
                        Map.entry("clusters/demo/link", "../../README.md"),
                        Map.entry("clusters/demo/run.sh", "#!/bin/sh\n"),
                        Map.entry("clusters/vendor", submodule.name()));
        assertThat(repository.modes("main"))
                .containsEntry("clusters/demo/a.yaml", FileMode.REGULAR_FILE)
                .containsEntry("clusters/demo/link", FileMode.SYMLINK)
                .containsEntry("clusters/demo/run.sh", FileMode.EXECUTABLE_FILE)
                .containsEntry("clusters/vendor", FileMode.GITLINK);
    }

    @Test
    void makesTheFirstCommitOfARepository() throws IOException {
        // Given
        Origin origin = new Origin(repository.url(), "fleet/prod", new Origin.Anonymous(), AUTHOR);

        // When
        Publication publication = publish(origin, writing("clusters/demo/a.yaml", "a\n"));

        // Then
        List<RevCommit> log = repository.log("fleet/prod");
        assertThat(log).hasSize(1);
        assertThat(log.getFirst().getParentCount()).isZero();
        assertThat(publication).isEqualTo(new Publication.Landed(log.getFirst().name()));
        assertThat(repository.files("fleet/prod")).containsExactly(Map.entry("clusters/demo/a.yaml", "a\n"));
    }

    @Test
    void deletesFiles() throws IOException {
        // Given
        repository.write("main", Map.of("clusters/demo/a.yaml", "a\n", "README.md", "Fleet\n"));

        // When
        publish(repository.origin(), deleting("clusters/demo/a.yaml"));

        // Then
        assertThat(repository.files("main")).containsOnlyKeys("README.md");
    }

    @Test
    void commitsAgainAndAgainFromOneRemote() throws IOException {
        // Given
        repository.write("main", Map.of("a", "0"));
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            PushingPublisher publisher = new PushingPublisher(remote, COMMITS);
            publisher.publish(remote.fetch(), writing("a", "1"));

            // When
            Publication second = publisher.publish(remote.fetch(), writing("a", "2"));

            // Then
            assertThat(second).isInstanceOf(Publication.Landed.class);
            assertThat(repository.log("main")).hasSize(3);
            assertThat(repository.files("main")).containsExactly(Map.entry("a", "2"));
        }
    }

    private static PushingPublisher publisher(Remote remote, Clock clock) {
        return new PushingPublisher(remote, new Commits(clock, Optional.empty()));
    }

    @Test
    void leavesTheRemoteAsItWasWhenItIsKilledBeforeThePush() throws IOException {
        // Given
        ObjectId before = repository.write("main", Map.of("a", "0"));
        long storedBefore = repository.storedFiles();
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            PushingPublisher publisher = publisher(remote, new BadMoment(() -> {
                throw new Killed();
            }));
            Snapshot snapshot = remote.fetch();

            // When
            assertThatThrownBy(() -> publisher.publish(snapshot, writing("a", "1")))
                    .isInstanceOf(Killed.class);
        }

        // Then
        assertThat(repository.tip("main")).isEqualTo(before);
        assertThat(repository.storedFiles()).isEqualTo(storedBefore);
    }

    @Test
    void saysWhatTheRemoteHoldsEvenWhereItIsInterrupted() throws IOException {
        // Given
        ObjectId before = repository.write("main", Map.of("a", "0"));
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            Clock clock = new BadMoment(() -> Thread.currentThread().interrupt());
            PushingPublisher publisher = publisher(remote, clock);
            Snapshot snapshot = remote.fetch();

            // When
            String said;
            try {
                said = publisher.publish(snapshot, writing("a", "1")).toString();
            } catch (GitException e) {
                said = before.toString();
            } finally {
                Thread.interrupted();
            }

            // Then
            assertThat(said).contains(repository.tip("main").name());
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Asked for the time once files and folders are stored, and before the commit is. */
    private static final class BadMoment extends Clock {

        private final Runnable event;

        BadMoment(Runnable event) {
            this.event = event;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            event.run();
            return CLOCK.instant();
        }
    }
}
