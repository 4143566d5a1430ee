package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.FeedFiles.without;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.Fleet.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a change of the configuration does to what is published. */
class PolicyRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final String FIREWALL = "clusters/demo/firewall/egress-firewall-llm-demo.yaml";
    private static final String POLICY = "clusters/demo/.sluice/policy.txt";

    private RunLab lab;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void publishesAnExemption() {
        // Given
        lab.run(DEMO);

        // When
        Outcome outcome = lab.run(DEMO.exempt("142.250.4.0/24"));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().get(FIREWALL)).doesNotContain("142.250.4.0/24");
        assertThat(lab.files().get(POLICY)).contains("\nexempt 142.250.4.0/24\n");
    }

    @Test
    void publishesAnotherEnd() {
        // Given
        lab.run(DEMO);

        // When
        Outcome outcome = lab.run(demo(target("llm-demo", Action.DENY)));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().get(FIREWALL)).endsWith(rule("Deny", "0.0.0.0/0") + rule("Deny", "::/0"));
        assertThat(lab.files().get(POLICY)).contains("\nfirewall llm-demo otherwise Deny\n");
    }

    @Test
    void publishesARuleOfTheUser() {
        // Given
        lab.run(DEMO);
        Rule https = new Rule(
                Action.ALLOW, new Destination.DnsName("www.googleapis.com"), List.of(new Port(Port.Protocol.TCP, 443)));

        // When
        Outcome outcome = lab.run(demo(target("llm-demo", Action.ALLOW, https)));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().get(FIREWALL)).contains("dnsName: www.googleapis.com\n");
        assertThat(lab.files().get(POLICY)).contains("\nbefore llm-demo Allow dns www.googleapis.com TCP/443\n");
    }

    @Test
    void publishesARuleThatChangesNoVerdict() {
        // Given
        lab.run(DEMO);
        Rule idle = Rule.allow(Prefix.parse("192.0.2.0/24"));

        // When
        Outcome outcome = lab.run(demo(target("llm-demo", Action.ALLOW, idle)));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().get(FIREWALL)).contains("192.0.2.0/24");
    }

    @Test
    void publishesAnotherStrategy() {
        // Given
        lab.run(DEMO);

        // When
        Outcome outcome = lab.run(DEMO.strategy(Strategy.PREFIX_FILTER));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().get(FIREWALL)).contains("34.64.0.0/16\n").doesNotContain("34.64.128.0/17");
    }

    @Test
    void publishesAnotherFamily() {
        // Given
        lab.run(DEMO);

        // When
        Outcome outcome = lab.run(DEMO.families(Family.IPV4, Family.IPV6));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().get(FIREWALL)).contains("2001:4860::/32").endsWith(rule("Allow", "::/0"));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void keepsTheBytesWhereFeedsOnlySplitPrefixesAnew(Strategy strategy) {
        // Given
        lab.run(DEMO.strategy(strategy));
        SortedMap<String, String> before = lab.files();
        lab.feeds.publish(with(without(GOOG, "142.250.4.0/24"), "142.250.4.0/25", "142.250.4.128/25"), CLOUD);

        // When
        Outcome outcome = lab.run(DEMO.strategy(strategy));

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(lab.files()).isEqualTo(before);
    }

    @Test
    void keepsTheBytesOfANamespaceWhoseNeighbourHasNewRules() {
        // Given
        Rule idle = Rule.allow(Prefix.parse("192.0.2.0/24"));
        lab.run(demo(target("first"), target("second")).strategy(Strategy.PREFIX_FILTER));
        SortedMap<String, String> before = lab.files();
        lab.feeds.publish(with(without(GOOG, "142.250.4.0/24"), "142.250.4.0/25", "142.250.4.128/25"), CLOUD);

        // When
        lab.run(demo(target("first"), target("second", Action.ALLOW, idle)).strategy(Strategy.PREFIX_FILTER));

        // Then
        assertThat(RunLab.changed(before, lab.files()))
                .containsExactly(
                        "clusters/demo/.sluice/goog.txt",
                        "clusters/demo/.sluice/policy.txt",
                        "clusters/demo/.sluice/sources.txt",
                        "clusters/demo/firewall/egress-firewall-second.yaml");
    }

    private static Fleet demo(Target... targets) {
        return DEMO.clusters(cluster("demo", Optional.of(Fleet.LOKI), targets));
    }

    private static String rule(String type, String cidr) {
        return "    - type: " + type + "\n      to:\n        cidrSelector: " + cidr + "\n";
    }
}
