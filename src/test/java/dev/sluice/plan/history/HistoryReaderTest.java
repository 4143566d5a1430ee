package dev.sluice.plan.history;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Connections;
import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.GitHttpServer;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Remote;
import dev.sluice.plan.history.PublishedHistory.ClusterStep;
import dev.sluice.plan.history.PublishedHistory.HistoryEnd;
import dev.sluice.plan.history.PublishedHistory.PublishedCommit;
import dev.sluice.run.Fleet;
import dev.sluice.run.RunLab;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HistoryReaderTest {

    private static final Connections CONNECTIONS = new Connections(Duration.ofSeconds(10), Optional.empty());

    private RunLab lab;

    @BeforeEach
    void makeARepository(@TempDir Path folder) {
        lab = new RunLab(folder);
    }

    @Test
    void tellsWhatEachCommitMeantAndWhatWasDeniedAfterIt() throws IOException {
        // Given
        Fleet fleet = Fleet.of(cluster("demo", "bank", "shop"), cluster("lab", "bank"));
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(fleet);
        SortedMap<String, String> first = lab.files();
        lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        lab.run(fleet);
        String added = tip();
        lab.repository.write("main", Map.of("README.md", "Fleet\n"));
        SortedMap<String, String> back = lab.files();
        first.forEach((path, text) -> {
            if (path.startsWith("clusters/demo/")) {
                back.put(path, text);
            }
        });
        lab.repository.replace("main", back);

        // When
        PublishedHistory history = read(lab.repository.origin());

        // Then
        assertThat(history.end()).isEqualTo(HistoryEnd.BEGINNING);
        assertThat(history.commits()).hasSize(3);
        PublishedCommit reverted = history.commits().getFirst();
        PublishedCommit grown = history.commits().get(1);
        PublishedCommit began = history.commits().get(2);
        assertThat(reverted.author()).isEqualTo("Somebody");
        assertThat(reverted.clusters()).extracting(ClusterStep::cluster).containsExactly("demo");
        assertThat(reverted.clusters().getFirst().effect().ipv4().fewer()).isEqualTo(256);
        assertThat(reverted.clusters().getFirst().effect().ipv4().more()).isZero();
        assertThat(grown.commit()).isEqualTo(added);
        assertThat(grown.author()).isEqualTo("Sluice");
        assertThat(grown.subject()).contains("deny 256 more addresses");
        assertThat(grown.clusters()).extracting(ClusterStep::cluster).containsExactly("demo", "lab");
        assertThat(grown.clusters())
                .allSatisfy(step -> assertThat(step.effect().ipv4().more()).isEqualTo(256));
        assertThat(began.clusters())
                .allSatisfy(step -> assertThat(step.effect().ipv4().more())
                        .isEqualTo(began.after().ipv4()));
        BigInteger before = began.after().ipv4();
        assertThat(grown.after().ipv4()).isEqualTo(before.add(BigInteger.valueOf(256)));
        assertThat(reverted.after().ipv4()).isEqualTo(grown.after().ipv4()); // one cluster denies them still
        assertThat(grown.after().firewalls()).isEqualTo(3);
        assertThat(grown.after().rules()).isEqualTo(began.after().rules() + 3);
        assertThat(reverted.after().rules()).isEqualTo(began.after().rules() + 1);
    }

    @Test
    void readsOnlyWhatIsNewWhenItIsAskedAgain() {
        // Given
        Fleet fleet = Fleet.of(cluster("demo", "bank"), cluster("lab", "bank"));
        publish(fleet, 3);
        try (Remote remote = Remote.open(lab.repository.origin(), CONNECTIONS)) {
            HistoryReader reader = new HistoryReader(remote, FolderTemplate.of("clusters"));
            PublishedHistory first = reader.read(remote.fetch(), () -> true);
            long parsed = reader.parsed();
            publish(fleet, 4);

            // When
            PublishedHistory again = reader.read(remote.fetch(), () -> true);

            // Then
            assertThat(again.commits()).hasSize(first.commits().size() + 1);
            assertThat(again.commits().subList(1, again.commits().size())).isEqualTo(first.commits());
            assertThat(reader.parsed() - parsed).isLessThan(8); // the texts of one commit, and none of before
            assertThat(again.end()).isEqualTo(HistoryEnd.BEGINNING);
            assertThat(again).isEqualTo(read(lab.repository.origin()));
        }
    }

    @Test
    void goesOnWhereTimeWasUp() {
        // Given
        Fleet fleet = Fleet.of(cluster("demo", "bank"));
        publish(fleet, 1);
        publish(fleet, 2);
        publish(fleet, 3);
        PublishedHistory whole = read(lab.repository.origin());
        try (Remote remote = Remote.open(lab.repository.origin(), CONNECTIONS)) {
            HistoryReader reader = new HistoryReader(remote, FolderTemplate.of("clusters"));

            // When
            PublishedHistory first = reader.read(remote.fetch(), () -> false);
            publish(fleet, 4);
            publish(fleet, 5);
            PublishedHistory second = reader.read(remote.fetch(), () -> false);
            PublishedHistory third = reader.read(remote.fetch(), () -> true);

            // Then
            assertThat(first.commits()).containsExactly(whole.commits().getFirst());
            assertThat(first.end()).isEqualTo(HistoryEnd.TIME);
            assertThat(second.commits()).hasSize(1);
            assertThat(second.end()).isEqualTo(HistoryEnd.TIME);
            assertThat(third.commits().subList(2, 5)).isEqualTo(whole.commits());
            assertThat(third.end()).isEqualTo(HistoryEnd.BEGINNING);
        }
    }

    @Test
    void saysThatOlderCommitsAreNotFetched() throws IOException {
        Fleet fleet = Fleet.of(cluster("demo", "bank"));
        publish(fleet, 1);
        publish(fleet, 2);
        for (int i = 0; i < 4; i++) {
            lab.repository.write("main", Map.of("README.md", "Fleet " + i));
        }
        publish(fleet, 3);

        try (Remote remote = Remote.open(lab.repository.origin(), CONNECTIONS)) {
            PublishedHistory history =
                    new HistoryReader(remote, FolderTemplate.of("clusters"), 5, 400).read(remote.fetch(), () -> true);

            assertThat(history.commits()).hasSize(1);
            assertThat(history.end()).isEqualTo(HistoryEnd.BOUND);
        }
    }

    @Test
    void beginsAnewWhereTheBranchWasRewritten() throws IOException {
        // Given
        Fleet fleet = Fleet.of(cluster("demo", "bank"));
        publish(fleet, 1);
        ObjectId first = lab.repository.tip("main");
        publish(fleet, 2);
        try (Remote remote = Remote.open(lab.repository.origin(), CONNECTIONS)) {
            HistoryReader reader = new HistoryReader(remote, FolderTemplate.of("clusters"));
            reader.read(remote.fetch(), () -> true);
            lab.repository.point("main", first);
            publish(fleet, 3);

            // When
            PublishedHistory history = reader.read(remote.fetch(), () -> true);

            // Then
            assertThat(history).isEqualTo(read(lab.repository.origin()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void showsTheNewestCommitsOfAServer(boolean filters) throws Exception {
        // Given
        publish(Fleet.of(cluster("demo", "bank")), 1);
        String path = "clusters/demo/firewall/egress-firewall-bank.yaml";
        assertThat(lab.files()).containsKey(path);
        String text = lab.files().get(path);
        for (int i = 0; i < 80; i++) {
            lab.repository.write("main", Map.of(path, text.replace("8.8.1.0/24", "8.8." + i % 7 + ".0/24")));
        }
        lab.repository.configure("uploadpack", "allowFilter", Boolean.toString(filters));
        lab.repository.configure("uploadpack", "allowAnySHA1InWant", "true"); // as Git itself has it
        try (GitHttpServer server = GitHttpServer.start(lab.repository);
                Remote remote = Remote.open(server.origin(), CONNECTIONS)) {
            HistoryReader reader = new HistoryReader(remote, FolderTemplate.of("clusters"), 100, 76);

            // When
            PublishedHistory history = reader.read(remote.fetch(), () -> true);

            // Then
            assertThat(HistoryReader.MOST).isEqualTo(400);
            assertThat(history.commits()).hasSize(76);
            assertThat(history.end()).isEqualTo(HistoryEnd.MOST);
            assertThat(history.commits()
                            .getLast()
                            .clusters()
                            .getFirst()
                            .effect()
                            .ipv4())
                    .satisfies(denied -> {
                        assertThat(denied.more()).isEqualTo(256);
                        assertThat(denied.fewer()).isEqualTo(256);
                    });
            assertThat(reader.parsed()).isLessThan(25); // seven firewalls and a few files beside them
            assertThat(server.requests()).hasSizeLessThan(40);
        }
    }

    @Test
    void saysThatAServerGivesNoOlderFiles() throws Exception {
        // Given
        publish(Fleet.of(cluster("demo", "bank")), 1);
        publish(Fleet.of(cluster("demo", "bank")), 2);
        lab.repository.configure("uploadpack", "allowFilter", "true");
        try (GitHttpServer server = GitHttpServer.start(lab.repository);
                Remote remote = Remote.open(server.origin(), CONNECTIONS)) {
            // When
            PublishedHistory history =
                    new HistoryReader(remote, FolderTemplate.of("clusters")).read(remote.fetch(), () -> true);

            // Then
            assertThat(history.end()).isEqualTo(HistoryEnd.UNREADABLE);
        }
    }

    @Test
    void isEmptyForARepositoryWithoutCommits() {
        assertThat(read(lab.repository.origin())).isEqualTo(new PublishedHistory(List.of(), HistoryEnd.BEGINNING));
    }

    private void publish(Fleet fleet, int third) {
        lab.feeds.publish(with(GOOG, "8.8." + third + ".0/24"), CLOUD);
        lab.run(fleet);
    }

    private String tip() throws IOException {
        return lab.repository.tip("main").name();
    }

    private static PublishedHistory read(Origin origin) {
        try (Remote remote = Remote.open(origin, CONNECTIONS)) {
            return new HistoryReader(remote, FolderTemplate.of("clusters")).read(remote.fetch(), () -> true);
        }
    }
}
