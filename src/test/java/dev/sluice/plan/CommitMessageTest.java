package dev.sluice.plan;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.FeedFiles.without;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.Fleet.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Action;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Family;
import dev.sluice.run.Fleet;
import dev.sluice.run.Outcome;
import dev.sluice.run.RunLab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.revwalk.FooterLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of commits that runs make. */
class CommitMessageTest {

    private static final String HEAD =
            "| cluster | IPv4 addresses denied | newly | no longer | IPv6 /64 networks denied | newly | no longer"
                    + " | files written | deleted |\n|---|---|---|---|---|---|---|---|---|\n";

    private static final String FEEDS = "Feeds: goog and cloud of 1 January 2026, 00:00 UTC";

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
                .startsWith("demo: deny 43,264 addresses, first publication\n\n" + HEAD
                        + "| demo | 43,264 | 43,264 | 0 | 0 | 0 | 0 | "
                        + lab.files().size() + " | 0 |\n\n" + FEEDS + "\n\nFeed-goog: ");
    }

    @Test
    void saysWhatIsDeniedMore() {
        // Given
        lab.run(DEMO);

        // When
        publish(with(GOOG, "8.8.8.8/32"), DEMO);

        // Then
        assertThat(lab.message())
                .startsWith("demo: deny 1 more address\n\n" + HEAD + "| demo | 43,265 | 1 | 0 | 0 | 0 | 0 | 4 | 0 |\n\n"
                        + FEEDS + "\n\nFeed-goog: ");
    }

    @Test
    void saysWhatIsDeniedLess() {
        // Given
        lab.run(DEMO);

        // When
        publish(without(GOOG, "142.250.4.0/24"), DEMO);

        // Then
        assertThat(lab.message())
                .startsWith("demo: deny 256 fewer addresses\n\n" + HEAD
                        + "| demo | 43,008 | 0 | 256 | 0 | 0 | 0 | 4 | 0 |\n\n");
    }

    @Test
    void saysWhatIsDeniedMoreAndLess() {
        // Given
        lab.run(DEMO);

        // When
        publish(with(without(GOOG, "142.250.4.0/24"), "8.8.4.4/32", "8.8.8.8/32"), DEMO);

        // Then
        assertThat(lab.message()).startsWith("demo: deny 2 more addresses, 256 fewer\n");
    }

    @Test
    void saysThatFewerRulesDenyTheSame() {
        lab.run(DEMO);
        lab.run(DEMO.strategy(Strategy.COMPACT));

        assertThat(lab.message()).startsWith("demo: configuration: strategy compact, same decision\n");
    }

    @Test
    void saysThatOnlyAnotherFileChanges() throws Exception {
        // Given
        lab.run(DEMO);
        String stack = lab.files().get("clusters/demo/observability/loki-stack-loki.yaml");
        lab.repository.write("main", Map.of("clusters/demo/observability/loki-stack-loki.yaml", stack + "# edited\n"));

        // When
        lab.run(DEMO);

        // Then
        assertThat(lab.message())
                .startsWith("demo: update 1 file, same decisions\n\n" + HEAD
                        + "| demo | 43,264 | 0 | 0 | 0 | 0 | 0 | 1 | 0 |\n\n");
    }

    @Test
    void saysOnceWhatChangesAlikeInAllClusters() {
        // Given
        lab.run(BOTH);

        // When
        publish(with(GOOG, "8.8.8.8/32"), BOTH);

        // Then
        assertThat(lab.message())
                .startsWith(
                        "2 clusters: deny 1 more address\n\n" + HEAD
                                + "| east | 43,265 | 1 | 0 | 0 | 0 | 0 | 4 | 0 |\n| west | 43,265 | 1 | 0 | 0 | 0 | 0 | 4 | 0 |\n\n");
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
        assertThat(lab.message())
                .startsWith("remove west\n\n" + HEAD + "| west | removed | | | | | | | " + files + " |\n\n");
    }

    @Test
    void saysWhichClusterGoesBesideAChange() {
        // Given
        lab.run(BOTH);

        // When
        publish(with(GOOG, "8.8.8.8/32"), EAST);

        // Then
        assertThat(lab.message())
                .startsWith("east: deny 1 more address; remove west\n\n" + HEAD
                        + "| east | 43,265 | 1 | 0 | 0 | 0 | 0 | 4 | 0 |\n| west | removed | | | | ");
    }

    @Test
    void namesThatIpv6ChangesAndCountsItsNetworks() {
        // Given
        Fleet both = DEMO.families(Family.IPV4, Family.IPV6);
        lab.run(both);

        // When
        publish(with(GOOG, "2001:dba::/48", "2001:db9::/96"), both);

        // Then
        assertThat(lab.message())
                .startsWith("demo: deny the same IPv4 addresses, IPv6 changes\n\n" + HEAD
                        + "| demo | 43,264 | 0 | 0 | 64,424,574,976 | 65,536 | 0 | 4 | 0 |\n\n");
    }

    @Test
    void countsWhatAFirewallDecidesAndNotItsRules() {
        // Given a firewall that denies everything else anyway
        Fleet closed = Fleet.of(cluster("demo", Optional.empty(), target("llm-demo", Action.DENY)));
        lab.run(closed);

        // When
        publish(with(without(GOOG, "142.250.4.0/24"), "9.9.0.0/24", "9.9.4.0/24"), closed);

        // Then
        assertThat(lab.message())
                .startsWith("demo: update the FlowCollector, same decisions\n\n" + HEAD
                        + "| demo | 4,294,639,360 | 0 | 0 | 18,446,744,073,709,551,616 | 0 | 0 | 3 | 0 |\n\n");
    }

    @Test
    void saysWhatClosingAFirewallDenies() {
        // Given
        lab.run(Fleet.of(cluster("demo", Optional.empty(), target("llm-demo", Action.ALLOW))));

        // When
        lab.run(Fleet.of(cluster("demo", Optional.empty(), target("llm-demo", Action.DENY))));

        // Then
        assertThat(lab.message()).startsWith("demo: deny everything but what is allowed\n");
    }

    @Test
    void namesTheGuardThatIsOverridden() {
        // Given
        lab.run(DEMO);
        lab.feeds.publish(with(GOOG, "74.0.0.0/8"), CLOUD);
        String digest = ((Outcome.Held) lab.run(DEMO)).accept().orElseThrow();

        // When
        lab.run(DEMO.accept(digest));

        // Then
        assertThat(lab.message())
                .startsWith("demo: deny 16,777,216 more addresses\n")
                .contains("\n\nOverridden guard: difference-gained: addresses new in the difference 38778.7 %"
                        + " (limit 25 %), accepted by sluice.guards.accept\n\n" + FEEDS + "\n\nFeed-goog: ");
    }

    @Test
    void namesTheNamespaceThatIsLetGo() {
        // Given
        lab.run(Fleet.of(cluster("demo", "bank", "shop")));

        // When
        lab.run(Fleet.of(cluster("demo", "shop")).acceptRemoval("bank"));

        // Then
        assertThat(lab.message())
                .startsWith("demo: remove namespace bank, 43,264 addresses allowed\n")
                .contains("\n\nRemoved: namespace bank of cluster demo, accepted by sluice.guards.accept-removal\n\n");
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
