package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.policy.Action;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Networks;
import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import dev.sluice.verify.CheckResult;
import dev.sluice.verify.ClusterCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses in a feed that cannot be its publisher's. */
class SpecialAddressesRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-02T00:00:00Z"), ZoneOffset.UTC);

    private RunLab lab;

    @BeforeEach
    void makeLab(@TempDir Path folder) {
        lab = new RunLab(folder);
    }

    @Test
    void areLeftOutOfWhatIsDeniedAndReportedWithTheirFeed() {
        // Given
        lab.feeds.publish(with(GOOG, "10.9.8.0/25", "169.254.169.254/32"), CLOUD);

        // When
        RunResult result = run(DEMO);

        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(firewall()).doesNotContain("10.9.8.0", "169.254").contains("142.250.0.0/24");
        assertThat(result.warnings())
                .containsExactly("feed goog: 129 of its 76,161 IPv4 addresses are not public, first 10.9.8.0/25"
                        + " (10.0.0.0/8, Private-Use): they are not denied");
        assertThat(lab.files().get("clusters/demo/.sluice/goog.txt")).contains("10.9.8.0/25");
        assertVerifies();
    }

    @Test
    void areLeftOutOfIpv6AsWell() {
        // Given
        lab.feeds.publish(with(GOOG, "fd00:1::/64"), CLOUD);

        // When
        RunResult result = run(DEMO.families(Family.IPV4, Family.IPV6));

        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(firewall()).doesNotContain("fd00:").contains("2001:4860::/32");
        assertThat(result.warnings()).singleElement().asString().contains("first fd00:1::/64 (fc00::/7, Unique-Local)");
        assertVerifies();
    }

    @Test
    void refuseTheirFeedWhereTheyAreMoreThanOneInAHundred() throws Exception {
        // Given
        lab.feeds.publish(with(GOOG, "10.0.0.0/8"), CLOUD);

        // When
        RunResult result = run(DEMO);

        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(result.outcome().message())
                .isEqualTo("feed goog refused: 16,777,216 of its 16,853,248 IPv4 addresses are not public, first"
                        + " 10.0.0.0/8 (10.0.0.0/8, Private-Use), which is 99.55 % (limit 1 %): see whether it is the"
                        + " right list, or set sluice.feeds.goog.allow-special: true to deny them, too");
        assertThat(lab.repository.tip("main")).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void areDeniedWhereTheFeedAllowsItButNeverTheClustersOwnNetworks() {
        // Given
        lab.feeds.publish(with(GOOG, "10.0.0.0/8", "172.16.0.0/12"), CLOUD);

        // When
        RunResult result = run(DEMO.special("goog"));

        // Then
        assertThat(result.outcome()).isInstanceOf(Outcome.Committed.class);
        DecisionFunction decision =
                DecisionFunction.of(new EgressFirewallCodec().parse(firewall()).rules());
        assertThat(decision.denied().contains(Address.parse("10.0.0.1"))).isTrue();
        assertThat(decision.denied().contains(Address.parse("172.31.0.1"))).isTrue();
        assertThat(decision.denied().intersection(Fleet.NETWORKS.addresses()).isEmpty())
                .isTrue();
        assertThat(lab.files().get("clusters/demo/.sluice/policy.txt")).contains("\nallow-special goog\n");
        assertVerifies();
    }

    @Test
    void stayAloneWhereAnExcludedListHoldsThem() {
        // Given
        lab.feeds.publish(with(GOOG, "10.0.0.0/8"), with(CLOUD, "10.200.0.0/16"));

        // When
        run(DEMO.special("goog"));

        // Then
        DecisionFunction decision =
                DecisionFunction.of(new EgressFirewallCodec().parse(firewall()).rules());
        assertThat(decision.denied().contains(Address.parse("10.200.0.1"))).isFalse();
        assertThat(decision.denied().contains(Address.parse("10.201.0.1"))).isTrue();
        assertVerifies();
    }

    @Test
    void ofTheClustersNetworksAreReportedWhereTheyArePublic() {
        // Given
        Networks networks = new Networks(
                List.of(Prefix.parse("142.250.2.0/28")), List.of(Prefix.parse("172.22.0.0/16")), List.of());
        Target target = new Target(new Firewall("llm-demo", List.of(), List.of(), Action.ALLOW), true);
        Cluster own = new Cluster(
                "demo", networks, List.of(target), List.of(), List.of(), Optional.empty(), Optional.empty());
        lab.feeds.publish(GOOG, CLOUD);

        // When
        RunResult result = run(Fleet.of(own));

        // Then
        assertThat(result.warnings())
                .containsExactly(
                        "feed goog holds addresses of the networks of cluster demo, first 142.250.2.0/28: they are"
                                + " not denied");
        assertVerifies();
    }

    @Test
    void thatWereDeniedByHandDoNotVerify() {
        // Given
        lab.feeds.publish(with(GOOG, "10.9.8.0/25"), CLOUD);
        run(DEMO);
        Map<String, String> files = published();
        files.computeIfPresent(
                "firewall/egress-firewall-llm-demo.yaml",
                (path, text) -> text.replaceFirst(
                        "    - type: Deny",
                        "    - type: Deny\n      to:\n        cidrSelector: 10.9.8.0/25\n    - type: Deny"));

        // Then
        assertThat(ClusterCheck.of("demo", files)).noneMatch(CheckResult::isGood);
    }

    private RunResult run(Fleet fleet) {
        return lab.run(lab.settings(fleet), NOW);
    }

    private String firewall() {
        return lab.files().get("clusters/demo/firewall/egress-firewall-llm-demo.yaml");
    }

    private void assertVerifies() {
        assertThat(ClusterCheck.of("demo", published())).hasSize(1).allMatch(CheckResult::isGood);
    }

    private Map<String, String> published() {
        Map<String, String> files = new TreeMap<>();
        lab.files().forEach((path, text) -> files.put(path.replaceFirst("^clusters/demo/", ""), text));
        return files;
    }
}
