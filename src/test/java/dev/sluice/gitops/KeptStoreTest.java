package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.COMMITS;
import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.gitops.store.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run with a kept object store asks of the server, and what it keeps. */
class KeptStoreTest {

    private static final IntFunction<String> PATH = i -> "clusters/c%03d/f%02d.yaml".formatted(i / 20, i % 20);

    @TempDir
    Path folder;

    BareRepository repository;

    @AutoClose
    GitHttpServer server;

    Path store;

    @BeforeEach
    void startServer() throws Exception {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        server = GitHttpServer.start(repository);
        store = folder.resolve("store");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksOnlyWhereTheBranchStandsWhenItDidNotMove(boolean isPartial) throws Exception {
        // Given
        allowPartial(isPartial);
        repository.write("main", fleet(40, "old"));
        publish(changes(10, "new"));
        server.forgetRequests();

        // When
        publish(changes(10, "newer"));

        // Then
        assertThat(server.requests())
                .extracting(request -> request.method() + " " + request.target())
                .filteredOn(request -> !request.startsWith("GET"))
                .containsExactly("POST /fleet.git/git-upload-pack", "POST /fleet.git/git-receive-pack");
        assertHolds(fleet(40, "old"), changes(10, "newer"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void transfersNoMoreInALargeRepositoryThanInASmallOne(boolean isPartial) throws Exception {
        // Given
        allowPartial(isPartial);
        repository.write("main", fleet(40, "old"));
        publish(Map.of("a", "a"));
        repository.write("main", changes(10, "theirs"));
        server.forgetRequests();
        publish(Map.of("a", "b"));
        long small = server.traffic().bytes();
        int requests = server.requests().size();
        repository.write("main", fleet(1_000, "old"));
        publish(Map.of("a", "c"));
        repository.write("main", changes(10, "theirs again"));
        server.forgetRequests();

        // When
        publish(Map.of("a", "d"));

        // Then
        assertThat(server.traffic().bytes()).isLessThan(small + 8_192); // a folder with more names
        assertThat(server.requests()).hasSize(requests);
    }

    @Test
    void insertsChangedFilesAndTheTreesAboveThem() throws Exception {
        // Given
        repository.write("main", fleet(1_000, "old"));
        publish(Map.of("a", "a"));
        server.forgetRequests();
        long before = files(".*/objects/[0-9a-f]{2}/.*");

        // When
        publish(changes(10, "new")); // all in one folder

        // Then
        assertThat(files(".*/objects/[0-9a-f]{2}/.*") - before).isEqualTo(10 + 3 + 1);
        assertThat(server.traffic().receivedObjects()).isEqualTo(10 + 3 + 1);
        assertHolds(fleet(1_000, "old"), changes(10, "new"), Map.of("a", "a"));
    }

    @Test
    void leavesFilesOutUntilTheyAreRead() throws Exception {
        // Given
        allowPartial(true);
        repository.write("main", fleet(400, "old"));

        try (Remote remote = open()) {
            // When
            Snapshot snapshot = remote.fetch();

            // Then
            assertThat(server.traffic().sentObjects()).isEqualTo(1 + 2 + 20);
            snapshot.load("clusters/c003");
            assertThat(server.traffic().sentObjects()).isEqualTo(1 + 2 + 20 + 20);
            server.forgetRequests();
            assertThat(snapshot.text(PATH.apply(79))).contains("old 79\n");
            snapshot.load("clusters/c003");
            assertThat(server.requests()).isEmpty();
            assertThat(snapshot.text(PATH.apply(80))).contains("old 80\n");
        }
    }

    @Test
    void readsFilesFromAServerThatGivesOutCommitsAlone() throws Exception {
        // Given
        repository.configure("uploadpack", "allowFilter", "true");
        repository.write("main", fleet(40, "old"));

        try (Remote remote = open()) {
            // When
            Snapshot snapshot = remote.fetch();

            // Then
            assertThat(snapshot.text(PATH.apply(7))).contains("old 7\n");
        }
        assertHoldsAfter(changes(3, "new"), fleet(40, "old"));
    }

    @Test
    void beginsAfreshOnceItHasGrown() throws Exception {
        // Given
        repository.write("main", fleet(40, "old"));
        publish(Map.of("a", "first"));
        for (int i = 0; i < 4; i++) {
            publish(Map.of("noise", noise(i)));
        }
        long grown = bytes();
        assertThat(grown).isGreaterThan(8 << 20);

        // When
        publish(Map.of("a", "last"));

        // Then
        assertThat(bytes()).isLessThan(grown / 2);
        assertHolds(fleet(40, "old"), Map.of("a", "last", "noise", noise(3)));
    }

    @Test
    void isOutgrownByManyPacks() {
        assertThat(packs(50).isOutgrown()).isFalse();
        assertThat(packs(51).isOutgrown()).isTrue();
    }

    @Test
    void remembersNoShallowCommitsThatNoBranchLeadsTo() throws Exception {
        for (int i = 0; i < 4; i++) {
            ObjectId tip = repository.write("main", Map.of("theirs", "text " + i));
            publish(Map.of("a", "text " + i));
            assertThat(store.resolve("objects.git/shallow")).hasContent(tip.name());
        }
    }

    @Test
    void keepsWhatItHasWhereTheRemoteIsAway() throws Exception {
        // Given
        repository.write("main", fleet(40, "old"));
        publish(Map.of("a", "a"));
        try (Remote remote = Remote.open(nowhere(), CONNECTIONS, Optional.of(store))) {
            assertThat(catchThrowable(remote::fetch)).isInstanceOf(GitException.class);
        }

        // When
        publish(Map.of("a", "b"));

        // Then
        assertHolds(fleet(40, "old"), Map.of("a", "b"));
    }

    private Origin nowhere() {
        return server.origin(new Origin.Token(GitHttpServer.USERNAME, Secret.of("wrong")));
    }

    private void allowPartial(boolean isPartial) throws IOException {
        repository.configure("uploadpack", "allowFilter", String.valueOf(isPartial));
        repository.configure("uploadpack", "allowAnySHA1InWant", String.valueOf(isPartial));
    }

    private Remote open() {
        return Remote.open(server.origin(), CONNECTIONS, Optional.of(store));
    }

    private void publish(Map<String, String> files) {
        try (Remote remote = open()) {
            assertThat(new PushingPublisher(remote, COMMITS).publish(remote.fetch(), writing(files)))
                    .isInstanceOf(Publication.Landed.class);
        }
    }

    private void assertHoldsAfter(Map<String, String> change, Map<String, String> before) throws IOException {
        publish(change);
        assertHolds(before, change);
    }

    @SafeVarargs
    private void assertHolds(Map<String, String>... layers) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Stream.of(layers).forEach(expected::putAll);
        assertThat(repository.files("main")).isEqualTo(expected);
    }

    private long files(String pattern) throws IOException {
        try (Stream<Path> paths = Files.walk(store)) {
            return paths.filter(path -> path.toString().matches(pattern)).count();
        }
    }

    private long bytes() throws IOException {
        try (Stream<Path> paths = Files.walk(store)) {
            return paths.filter(Files::isRegularFile)
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        }
    }

    private static Seal packs(int count) {
        Map<String, String> files = IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(i -> "objects/pack/pack-" + i + ".pack", i -> "10 abc"));
        return new Seal("file:/a", true, 1, new TreeMap<>(), new TreeMap<>(files));
    }

    private static String noise(int seed) {
        byte[] noise = new byte[2 << 20];
        new Random(seed).nextBytes(noise);
        return new String(noise, StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> fleet(int count, String text) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(PATH::apply, i -> text + " " + i + "\n"));
    }

    private static Map<String, String> changes(int count, String text) {
        return fleet(count, text);
    }
}
