package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run beside people who work in the same repository. */
class SharedFolderRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final String FIREWALL = "clusters/demo/firewall/egress-firewall-llm-demo.yaml";
    private static final String STACK = "clusters/demo/observability/loki-stack-loki.yaml";

    private RunLab lab;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void leavesFilesOfOthersAlone() throws IOException {
        // Given
        Map<String, String> foreign = Map.of(
                "README.md", "ours\n",
                "clusters/demo/notes.md", "ours\n",
                "clusters/demo/.sluice/notes.md", "ours\n",
                "clusters/other/kustomization.yaml", "resources: []\n",
                "apps/egress-firewall-llm-demo.yaml", "ours\n");
        lab.repository.write("main", foreign);

        // When
        lab.run(DEMO);

        // Then
        assertThat(lab.files()).containsAllEntriesOf(foreign).containsKey(FIREWALL);
    }

    @Test
    void failsNamingAFileOfOthersWhereItMustWrite() throws IOException {
        // Given
        ObjectId theirs = lab.repository.write("main", Map.of(FIREWALL, "kind: EgressFirewall\n"));

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).startsWith("'" + FIREWALL + "' was not written by Sluice");
        assertThat(lab.repository.tip("main")).isEqualTo(theirs);
    }

    @Test
    void restoresAFileThatSomebodyEdited() throws IOException {
        // Given
        lab.run(DEMO);
        String right = lab.files().get(STACK);
        lab.repository.write("main", Map.of(STACK, right.replace("1x.demo", "1x.medium")));

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files()).containsEntry(STACK, right);
    }

    @Test
    void restoresAFileThatSomebodyDeleted() throws IOException {
        // Given
        lab.run(DEMO);
        SortedMap<String, String> right = lab.files();
        lab.repository.delete("main", FIREWALL);

        // When
        lab.run(DEMO);

        // Then
        assertThat(lab.files()).isEqualTo(right);
    }

    @Test
    void restoresAFirewallThatDecidesOtherwise() throws IOException {
        // Given
        lab.run(DEMO);
        String right = lab.files().get(FIREWALL);
        lab.repository.write("main", Map.of(FIREWALL, right.replace("142.250.4.0/24", "142.250.4.0/25")));

        // When
        lab.run(DEMO);

        // Then
        assertThat(lab.files()).containsEntry(FIREWALL, right);
    }

    @Test
    void restoresAFirewallThatCannotBeRead() throws IOException {
        // Given
        lab.run(DEMO);
        String right = lab.files().get(FIREWALL);
        lab.repository.write("main", Map.of(FIREWALL, right.replace("type: Deny", "type: Drop")));

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files()).containsEntry(FIREWALL, right);
    }

    @Test
    void keepsTheBytesOfAFirewallThatMeansTheSame() throws IOException {
        // Given
        lab.run(DEMO);
        String right = lab.files().get(FIREWALL);
        String edited = right.replace(deny("142.250.4.0/24"), deny("142.250.4.128/25") + deny("142.250.4.0/25"));
        lab.repository.write("main", Map.of(FIREWALL, edited));

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(lab.files()).containsEntry(FIREWALL, edited).doesNotContainValue(right);
    }

    @Test
    void takesOverWhatANewBranchAlreadyHolds() throws IOException {
        // Given
        lab.run(DEMO);
        for (String path : lab.files().keySet()) {
            if (path.startsWith("clusters/demo/.sluice/")) {
                lab.repository.delete("main", path);
            }
        }
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files()).containsKey("clusters/demo/.sluice/sources.txt");
    }

    private static String deny(String cidr) {
        return "    - type: Deny\n      to:\n        cidrSelector: " + cidr + "\n";
    }
}
