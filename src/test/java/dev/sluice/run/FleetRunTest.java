package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.Fleet.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Action;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetRunTest {

    private static final Fleet FLEET = Fleet.of(
            cluster("east", "shop", "bank"), cluster("north", "shop", "bank"), cluster("west", "shop", "bank"));

    private RunLab lab;
    private SortedMap<String, String> published;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(FLEET);
        published = lab.files();
    }

    @Test
    void publishesOneFeedChangeAsOneCommitOfWhatItChanges() {
        // Given
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        lab.run(FLEET);

        // Then
        assertThat(lab.commits()).isEqualTo(2);
        assertThat(RunLab.changed(published, lab.files()))
                .containsExactlyElementsOf(new TreeSet<>(Stream.of("east", "north", "west")
                        .flatMap(cluster -> Stream.of(
                                        ".sluice/goog.txt",
                                        ".sluice/sources.txt",
                                        "firewall/egress-firewall-bank.yaml",
                                        "firewall/egress-firewall-shop.yaml",
                                        "observability/flow-collector-cluster.yaml")
                                .map(file -> "clusters/" + cluster + "/" + file))
                        .toList()));
    }

    @Test
    void publishesAChangeOfOneNamespaceInItsFilesAlone() {
        // Given
        Fleet changed = FLEET.clusters(
                cluster("east", "shop", "bank"),
                cluster("north", Optional.of(Fleet.LOKI), target("shop"), target("bank", Action.DENY)),
                cluster("west", "shop", "bank"));

        // When
        lab.run(changed);

        // Then
        assertThat(RunLab.changed(published, lab.files()))
                .containsExactly(
                        "clusters/north/.sluice/policy.txt", "clusters/north/firewall/egress-firewall-bank.yaml");
    }

    @Test
    void publishesAnotherClusterBesideTheOthers() {
        // When
        Outcome outcome = lab.run(FLEET.clusters(
                cluster("east", "shop", "bank"),
                cluster("north", "shop", "bank"),
                cluster("south", "shop"),
                cluster("west", "shop", "bank")));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(RunLab.changed(published, lab.files()))
                .isNotEmpty()
                .allMatch(path -> path.startsWith("clusters/south/"));
    }

    @Test
    void doesNotDependOnTheOrderOfTargets() {
        Outcome outcome = lab.run(FLEET.clusters(
                cluster("east", "bank", "shop"), cluster("north", "bank", "shop"), cluster("west", "bank", "shop")));

        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
    }
}
