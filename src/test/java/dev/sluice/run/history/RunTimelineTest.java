package dev.sluice.run.history;

import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.GitHttpServer;
import dev.sluice.gitops.GitSettings;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.refs.RunNotes;
import dev.sluice.run.Fleet;
import dev.sluice.run.LabSettings;
import dev.sluice.run.LogLines;
import dev.sluice.run.Outcome;
import dev.sluice.run.Reports;
import dev.sluice.run.RepositoryAccess;
import dev.sluice.run.RunFinished;
import dev.sluice.run.RunLab;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that is restarted, with a repository that keeps how its runs ended. */
@Timeout(60)
class RunTimelineTest {

    private static final Instant NOW = Instant.parse("2026-01-02T02:00:00Z");
    private static final Connections CONNECTIONS = new Connections(Duration.ofSeconds(10), Optional.empty());
    private static final Outcome HELD = new Outcome.Held(List.of("too much"), Optional.empty());

    private RunLab lab;
    private BareRepository repository;
    private String tip;
    private int minutes;

    @BeforeEach
    void makeARepository(@TempDir Path folder) throws IOException {
        lab = new RunLab(folder);
        repository = lab.repository;
        tip = repository.write("main", Map.of("README.md", "Fleet\n")).name();
    }

    @Test
    void keepsRunsInNotesOnceOneChangedSomething() {
        // Given
        RunTimeline timeline = timeline();
        timeline.remember(ended(new Outcome.Unchanged()));
        SortedMap<String, String> before = notes();

        // When
        timeline.remember(ended(committed()));

        // Then
        assertThat(before).isEmpty();
        assertThat(notes()).containsOnlyKeys(tip);
        assertThat(notes().get(tip).lines()).hasSize(2).allMatch(line -> line.contains("\"owner\":\"path=clusters\""));
        assertThat(read(timeline())).extracting(NotedRun::outcome).containsExactly("committed", "unchanged");
        assertThat(read(timeline())).isEqualTo(read(timeline));
    }

    @Test
    void doesNotPushForRunsThatChangeNothing() throws Exception {
        RunTimeline timeline = timeline();
        timeline.remember(ended(committed()));
        ObjectId first = ref();

        for (int i = 0; i < 5; i++) {
            timeline.remember(ended(new Outcome.Unchanged()));
        }
        ObjectId unchanged = ref();
        timeline.remember(ended(HELD));
        ObjectId held = ref();
        timeline.remember(ended(HELD));

        assertThat(unchanged).isEqualTo(first);
        assertThat(held).isNotEqualTo(first);
        assertThat(ref()).isEqualTo(held);
        assertThat(read(timeline())).hasSize(7);
        assertThat(timeline.known()).hasSize(8);
    }

    @Test
    void saysOnceThatAOneShotIsHeldEachNight() throws IOException {
        // Given
        timeline().remember(ended(HELD));
        ObjectId first = ref();

        // When
        timeline().remember(ended(HELD));
        timeline().remember(ended(HELD));

        // Then
        assertThat(ref()).isEqualTo(first);
        assertThat(read(timeline())).hasSize(1);
    }

    @Test
    void keepsTheNewestRunsAlone() {
        // Given
        NotePages pages = new NotePages("path=clusters", 3);
        SortedMap<String, String> notes = pages.with(Map.of(), List.of());
        for (int i = 0; i < 5; i++) {
            String at = Integer.toString(i).repeat(40);

            // When
            notes = pages.with(
                    notes,
                    List.of(new NotePages.PlacedRun(at, NotedRun.of(ended(HELD).report()))));
        }

        // Then
        assertThat(notes).containsOnlyKeys("2".repeat(40), "3".repeat(40), "4".repeat(40));
        assertThat(RunTimeline.MOST).isEqualTo(500);
    }

    @Test
    void leavesNotesOfOthersAlone() {
        // Given
        String theirs = "reviewed by Anna\n{\"owner\":\"path=other\",\"started\":\"2026-01-01T00:00:00Z\"}\n";
        try (Remote remote = aside().get()) {
            new RunNotes(remote).update(notes -> sorted(tip, theirs), "A note", NOW);
        }

        // When
        timeline().remember(ended(committed()));

        // Then
        assertThat(notes().get(tip)).startsWith(theirs);
        assertThat(read(timeline())).hasSize(1);
    }

    @Test
    void losesNoRunToAnotherServiceThatPushesAtTheSameTime() throws Exception {
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            // Given
            RunTimeline slow = timeline(server.origin(), settings -> settings);
            server.beforePush(() -> timeline().remember(ended(HELD)));

            // When
            slow.remember(ended(committed()));

            // Then
            assertThat(read(timeline())).extracting(NotedRun::outcome).containsExactly("held", "committed");
        }
    }

    @Test
    void remembersInMemoryWhatAServerDoesNotKeep() throws Exception {
        try (GitHttpServer server = GitHttpServer.start(repository);
                LogLines log = LogLines.of(RunTimeline.class.getName())) {
            // Given
            server.preReceive((pack, commands) -> commands.forEach(
                    command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "no notes here")));
            RunTimeline timeline = timeline(server.origin(), settings -> settings);

            // When
            timeline.remember(ended(committed()));
            timeline.remember(ended(committed()));

            // Then
            assertThat(timeline.known()).hasSize(2);
            assertThat(timeline.refusal())
                    .hasValueSatisfying(why -> assertThat(why).contains("no notes here"));
            assertThat(log.lines()).hasSize(1).allMatch(line -> line.contains("sluice.git.notes"));
            server.preReceive((pack, commands) -> {});
            timeline.remember(ended(committed()));
            assertThat(read(timeline())).hasSize(3);
        }
    }

    @Test
    void pushesNothingWhereNotesAreOff() {
        RunTimeline timeline = timeline(repository.origin(), RunTimelineTest::withoutNotes);

        timeline.remember(ended(committed()));

        assertThat(notes()).isEmpty();
        assertThat(read(timeline)).hasSize(1);
        assertThat(timeline.refusal()).isPresent();
    }

    private static GitSettings withoutNotes(GitSettings git) {
        return new GitSettings(
                git.origin(),
                git.folders(),
                git.timeout(),
                git.tls(),
                git.store(),
                git.signing(),
                git.mode(),
                git.instance(),
                false);
    }

    private static SortedMap<String, String> sorted(String commit, String text) {
        return new java.util.TreeMap<>(Map.of(commit, text));
    }

    private Outcome committed() {
        return new Outcome.Committed(tip, "demo: deny 256 more addresses");
    }

    /** Each a minute later than the last. */
    private RunFinished ended(Outcome outcome) {
        RunFinished finished = Reports.finished(outcome, NOW.plusSeconds(60L * minutes++));
        return new RunFinished(outcome, finished.report(), Optional.of(tip));
    }

    private RunTimeline timeline() {
        return timeline(repository.origin(), settings -> settings);
    }

    private RunTimeline timeline(Origin origin, UnaryOperator<GitSettings> git) {
        LabSettings settings = lab.settings(Fleet.of(cluster("demo", "bank")));
        Supplier<Remote> remotes = () -> Remote.open(origin, CONNECTIONS);
        return new RunTimeline(
                git.apply(settings.git()),
                settings.plan(),
                new RepositoryAccess(remotes, remotes, Optional.empty()),
                RunLab.outlet(settings, lab::pushing),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Supplier<Remote> aside() {
        return () -> Remote.open(repository.origin(), CONNECTIONS);
    }

    private List<NotedRun> read(RunTimeline timeline) {
        try (Remote remote = aside().get()) {
            return timeline.read(remote);
        }
    }

    private SortedMap<String, String> notes() {
        try (Remote remote = aside().get()) {
            return new RunNotes(remote).read();
        }
    }

    private ObjectId ref() throws IOException {
        return repository.refs().get(RunNotes.REF);
    }
}
