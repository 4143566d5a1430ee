package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.command.AddressExplanation;
import dev.sluice.command.RevisionDiff;
import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Remote;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.history.HistoryReader;
import dev.sluice.plan.history.PublishedHistory;
import dev.sluice.plan.history.PublishedHistory.ClusterStep;
import dev.sluice.plan.history.PublishedHistory.PublishedCommit;
import dev.sluice.ranges.Address;
import dev.sluice.verify.CheckResult;
import dev.sluice.verify.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clusters' folders where people have them: at the root, and below or inside a folder of each cluster. */
class ClusterFoldersRunTest {

    private static final Map<String, String> FOREIGN = Map.of(
            "kustomization.yaml", "resources: [clusters]\n",
            "clusters/kustomization.yaml", "resources: [demo]\n",
            "clusters/demo/kustomization.yaml", "resources: [egress, apps]\n",
            "clusters/demo/apps/shop.yaml", "kind: Deployment\n",
            "docs/firewall.yaml", "kind: EgressFirewall\n",
            "README.md", "Fleet\n");

    @TempDir
    private Path folder;

    private RunLab lab;
    private Fleet fleet;
    private String demo;

    @BeforeEach
    void publishFeeds() throws IOException {
        lab = new RunLab(folder.resolve("lab"));
        lab.feeds.publish(GOOG, CLOUD);
        lab.repository.write("main", FOREIGN);
    }

    private void configure(String path) {
        fleet = Fleet.of(cluster("demo", "bank"), cluster("lab", "bank")).path(path);
        demo = FolderTemplate.of(path).folder("demo") + "/";
    }

    @ParameterizedTest
    @CsvSource({".", "clusters/{cluster}/egress", "fleet/{cluster}-egress"})
    void publishesComparesAndRemovesBesideFilesOfOthers(String path) {
        // Given
        configure(path);
        lab.run(fleet);
        SortedMap<String, String> published = lab.files();
        Outcome again = lab.run(fleet);

        // When
        Fleet alone = fleet.clusters(cluster("demo", "bank"));
        Outcome held = lab.run(alone);
        Outcome removed = lab.run(alone.acceptRemoval("lab"));

        // Then
        assertThat(published).containsAllEntriesOf(FOREIGN);
        assertThat(published)
                .containsKeys(
                        demo + "firewall/egress-firewall-bank.yaml",
                        demo + "observability/kustomization.yaml",
                        demo + "kustomization.yaml",
                        demo + ".sluice/policy.txt");
        assertThat(again).isInstanceOf(Outcome.Unchanged.class);
        assertThat(held).isInstanceOf(Outcome.Held.class);
        assertThat(removed).isInstanceOf(Outcome.Committed.class);
        String gone = FolderTemplate.of(path).folder("lab") + "/";
        SortedMap<String, String> left = lab.files();
        assertThat(left).containsAllEntriesOf(FOREIGN).containsKey(demo + "kustomization.yaml");
        assertThat(left.keySet()).noneMatch(file -> file.startsWith(gone));
    }

    @ParameterizedTest
    @CsvSource({".", "clusters/{cluster}/egress", "fleet/{cluster}-egress"})
    void tellsTheHistoryOfTheClustersAlone(String path) throws IOException {
        // Given
        configure(path);
        lab.run(fleet);
        lab.repository.write("main", Map.of("docs/other.yaml", "a: b\n", "clusters/demo/apps/shop.yaml", "c: d\n"));
        lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        lab.run(fleet);

        // When
        PublishedHistory history;
        try (Remote remote = lab.open(fleet)) {
            history = new HistoryReader(remote, FolderTemplate.of(path)).read(remote.fetch(), () -> true);
        }

        // Then
        assertThat(history.commits()).extracting(PublishedCommit::author).containsExactly("Sluice", "Sluice");
        assertThat(history.commits()).allSatisfy(commit -> assertThat(commit.clusters())
                .extracting(ClusterStep::cluster)
                .containsExactly("demo", "lab"));
        assertThat(history.commits().getFirst().after().firewalls()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({".", "clusters/{cluster}/egress", "fleet/{cluster}-egress"})
    void asksForAChangeOnABranchThatNamesThePath(String path) throws IOException {
        // Given
        configure(path);
        ReviewLab review = new ReviewLab(lab);
        Fleet proposing = fleet.proposing(Mode.PULL_REQUEST, ReviewLab.EACH);

        // When
        review.run(proposing);
        review.run(proposing);

        // Then
        assertThat(review.files("sluice/demo")).containsKey(demo + "firewall/egress-firewall-bank.yaml");
        assertThat(lab.repository.log("sluice/demo").getFirst().getFooterLines("Sluice-Owner"))
                .containsExactly("path=" + path);
        assertThat(review.commits("sluice/demo")).isEqualTo(2);
        assertThat(review.forge.open()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({".", "clusters/{cluster}/egress", "fleet/{cluster}-egress"})
    void readsWhatIsPublishedFromTheBranchAndFromACheckout(String path) throws IOException {
        // Given
        configure(path);
        lab.run(fleet);
        Path checkout = checkOut();
        ObjectId first = lab.repository.tip("main");
        lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        lab.run(fleet);

        // When
        List<CheckResult> checked = Checkout.check(checkout);
        String explained = AddressExplanation.of(Address.parse("8.8.8.8"), checkout);
        String diff = RevisionDiff.of(
                folder.resolve("lab/fleet.git"),
                first.name(),
                lab.repository.tip("main").name());

        // Then
        assertThat(checked).hasSize(2).allMatch(CheckResult::isGood);
        assertThat(explained).contains("demo").contains("/bank: Allow");
        assertThat(diff).contains("newly denied: 8.8.8.0/24").contains("demo");
        try (Remote remote = lab.open(fleet)) {
            assertThat(AddressExplanation.of(Address.parse("8.8.8.8"), remote.fetch(), FolderTemplate.of(path)))
                    .contains("\ndemo/bank: Deny")
                    .contains("\nlab/bank: Deny");
            assertThat(BranchFirewalls.read(remote.fetch(), lab.settings(fleet).plan(), new EgressFirewallCodec())
                            .published())
                    .containsOnlyKeys("demo", "lab");
        }
    }

    @ParameterizedTest
    @CsvSource({".", "clusters/{cluster}/egress", "fleet/{cluster}-egress"})
    void comparesAClusterWithItselfWhereAnotherJoinsIt(String path) throws IOException {
        // Given
        configure(path);
        lab.run(fleet.clusters(cluster("demo", "bank")));
        ObjectId alone = lab.repository.tip("main");
        lab.run(fleet);

        // When
        String diff = RevisionDiff.of(
                folder.resolve("lab/fleet.git"),
                alone.name(),
                lab.repository.tip("main").name());

        // Then
        assertThat(diff).contains("newly denied: ").doesNotContain("demo").doesNotContain("newly allowed: ");
    }

    private Path checkOut() throws IOException {
        Path checkout = folder.resolve("checkout");
        for (Map.Entry<String, String> file : lab.files().entrySet()) {
            Path path = checkout.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return checkout;
    }
}
