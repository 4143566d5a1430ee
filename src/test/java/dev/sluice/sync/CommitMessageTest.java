package dev.sluice.sync;

import static dev.sluice.sync.FeedFiles.CLOUD;
import static dev.sluice.sync.FeedFiles.GOOG;
import static dev.sluice.sync.FeedFiles.with;
import static dev.sluice.sync.FeedFiles.without;
import static dev.sluice.sync.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Strategy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.revwalk.FooterLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of commits that runs make. */
class CommitMessageTest {

    private static final String HEAD =
            "| cluster | denied prefixes | more | fewer | files written | deleted |\n|---|---|---|---|---|---|\n";

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final Fleet BOTH = Fleet.of(cluster("east", "shop"), cluster("west", "shop"));
    private static final Fleet EAST = BOTH.clusters(cluster("east", "shop")).acceptRemoval("west");

    private RunLab lab;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void saysWhatAFirstPublicationDenies() {
        // When
        lab.run(DEMO);

        // Then
        assertThat(lab.message())
                .startsWith("demo: deny 42 prefixes, first publication\n\n" + HEAD + "| demo | 42 | 42 | 0 | "
                        + lab.files().size() + " | 0 |\n\nFeed-goog: ");
    }

    @Test
    void saysWhatIsDeniedMore() {
        // Given
        lab.run(DEMO);

        // When
        publish(with(GOOG, "8.8.8.8/32"), DEMO);

        // Then
        assertThat(lab.message())
                .startsWith("demo: deny 1 more prefix\n\n" + HEAD + "| demo | 43 | 1 | 0 | 4 | 0 |\n\n");
    }

    @Test
    void saysWhatIsDeniedLess() {
        // Given
        lab.run(DEMO);

        // When
        publish(without(GOOG, "142.250.4.0/24"), DEMO);

        // Then
        assertThat(lab.message()).startsWith("demo: deny 1 fewer\n\n" + HEAD + "| demo | 41 | 0 | 1 | 4 | 0 |\n\n");
    }

    @Test
    void saysWhatIsDeniedMoreAndLess() {
        // Given
        lab.run(DEMO);

        // When
        publish(with(without(GOOG, "142.250.4.0/24"), "8.8.4.4/32", "8.8.8.8/32"), DEMO);

        // Then
        assertThat(lab.message()).startsWith("demo: deny 2 more prefixes, 1 fewer\n");
    }

    @Test
    void saysThatFewerRulesDenyTheSame() {
        lab.run(DEMO);
        lab.run(DEMO.strategy(Strategy.COMPACT));

        assertThat(lab.message()).startsWith("demo: update ").contains(" files, same prefixes denied\n\n");
    }

    @Test
    void saysThatTheSamePrefixesAreDenied() throws Exception {
        // Given
        lab.run(DEMO);
        String stack = lab.files().get("clusters/demo/observability/loki-stack-loki.yaml");
        lab.repository.write("main", Map.of("clusters/demo/observability/loki-stack-loki.yaml", stack + "# edited\n"));

        // When
        lab.run(DEMO);

        // Then
        assertThat(lab.message())
                .startsWith(
                        "demo: update 1 file, same prefixes denied\n\n" + HEAD + "| demo | 42 | 0 | 0 | 1 | 0 |\n\n");
    }

    @Test
    void saysOnceWhatChangesAlikeInAllClusters() {
        // Given
        lab.run(BOTH);

        // When
        publish(with(GOOG, "8.8.8.8/32"), BOTH);

        // Then
        assertThat(lab.message())
                .startsWith("2 clusters: deny 1 more prefix\n\n" + HEAD
                        + "| east | 43 | 1 | 0 | 4 | 0 |\n| west | 43 | 1 | 0 | 4 | 0 |\n\n");
    }

    @Test
    void leavesToTheTableWhatChangesInManyWays() {
        // Given
        lab.run(EAST);

        // When
        publish(with(GOOG, "8.8.8.8/32"), BOTH);

        // Then
        assertThat(lab.message()).startsWith("2 clusters: update firewalls\n");
    }

    @Test
    void saysWhichClusterGoes() {
        // Given
        lab.run(BOTH);
        long files = lab.files().keySet().stream()
                .filter(path -> path.startsWith("clusters/west/"))
                .count();

        // When
        lab.run(EAST);

        // Then
        assertThat(lab.message()).startsWith("remove west\n\n" + HEAD + "| west | removed | | | | " + files + " |\n\n");
    }

    @Test
    void saysWhichClusterGoesBesideAChange() {
        // Given
        lab.run(BOTH);

        // When
        publish(with(GOOG, "8.8.8.8/32"), EAST);

        // Then
        assertThat(lab.message())
                .startsWith("east: deny 1 more prefix; remove west\n\n" + HEAD
                        + "| east | 43 | 1 | 0 | 4 | 0 |\n| west | removed | | | | ");
    }

    @Test
    void endsWithTheFeedsAndTheirDigest() throws Exception {
        // When
        lab.run(DEMO);

        // Then
        Map<String, String> files = lab.files();
        String canonical = "cloud\n" + files.get("clusters/demo/.sluice/cloud.txt") + "goog\n"
                + files.get("clusters/demo/.sluice/goog.txt");
        List<FooterLine> trailers = lab.repository.log("main").getFirst().getFooterLines();
        assertThat(trailers)
                .extracting(FooterLine::toString)
                .containsExactly(
                        "Feed-goog: syncToken 1767225601000 sha256 " + sha256(Files.readString(lab.feeds.file("goog"))),
                        "Feed-cloud: syncToken 1767225601000 sha256 "
                                + sha256(Files.readString(lab.feeds.file("cloud"))),
                        "Feeds-digest: " + sha256(canonical));
    }

    private void publish(List<String> goog, Fleet fleet) {
        lab.feeds.publish(goog, CLOUD);
        lab.run(fleet);
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
