package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.Fleet.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 43,264 IPv4 addresses are to be denied: 41 times a /24 of 142.250.0.0/15, and 34.64.128.0/17. */
class PassageTest {

    private RunLab lab;
    private RunResult run;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void saysNothingOfAHundredthOrLess() {
        assertThat(execute(Fleet.of(machines("142.250.0.0/23")))).isInstanceOf(Outcome.Committed.class);
        assertThat(measured()).isEmpty();
    }

    @Test
    void warnsOfNetworksThatLetMoreThanAHundredthThrough() {
        assertThat(execute(Fleet.of(machines("142.250.0.0/15")))).isInstanceOf(Outcome.Committed.class);
        assertThat(measured())
                .containsExactly("sluice.clusters.demo.networks: the networks let through 24.26 % of the IPv4 addresses"
                        + " that are to be denied (10,496 of 43,264, first 142.250.0.0/24): correct them, or assert in"
                        + " sluice.assertions that they are allowed");
    }

    @Test
    void warnsOfFirstRulesByNamespace() {
        Fleet fleet = Fleet.of(cluster(
                "demo",
                Optional.empty(),
                target("quiet"),
                target("open", Action.ALLOW, Rule.allow(Prefix.parse("34.64.0.0/16")))));

        assertThat(execute(fleet)).isInstanceOf(Outcome.Committed.class);
        assertThat(measured())
                .containsExactly("namespace open of cluster demo: the networks and the rules in before let through"
                        + " 75.74 % of the IPv4 addresses that are to be denied (32,768 of 43,264, first"
                        + " 34.64.128.0/17): correct them, or assert in sluice.assertions that they are allowed");
    }

    @Test
    void warnsOfWhatRulesByPortLetThrough() {
        Rule https = new Rule(
                Action.ALLOW,
                new Destination.Cidr(Prefix.parse("34.64.0.0/16")),
                List.of(new Port(Port.Protocol.TCP, 443)));

        execute(Fleet.of(cluster("demo", Optional.empty(), target("open", Action.ALLOW, https))));

        assertThat(measured()).singleElement().asString().contains("first 34.64.128.0/17) by port: correct");
    }

    @Test
    void stopsWhereAllIsLetThrough() {
        String why = "let all IPv4 addresses through that are to be denied: correct them, or assert in"
                + " sluice.assertions that they are allowed";

        assertThat(execute(Fleet.of(machines("142.250.0.0/15", "34.64.0.0/16"))))
                .isEqualTo(new Outcome.Failed("sluice.clusters.demo.networks: the networks " + why));
        assertThat(execute(Fleet.of(cluster(
                        "demo",
                        Optional.empty(),
                        target(
                                "open",
                                Action.ALLOW,
                                Rule.allow(Prefix.parse("128.0.0.0/1")),
                                Rule.allow(Prefix.parse("32.0.0.0/3")))))))
                .isEqualTo(new Outcome.Failed(
                        "namespace open of cluster demo: the networks and the rules in before " + why));
        assertThat(lab.open(Fleet.of()).fetch().commit()).isEmpty();
    }

    @Test
    void looksAtEachFamilyByItself() {
        Fleet both = Fleet.of(machines("192.168.99.0/24", "2000::/3")).families(Family.IPV4, Family.IPV6);

        assertThat(execute(both).message()).contains("let all IPv6 addresses through");
        assertThat(execute(Fleet.of(machines("192.168.99.0/24", "2000::/3")))).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void believesAnAssertion() {
        Fleet open = Fleet.of(machines("142.250.0.0/15", "34.64.0.0/16"));

        assertThat(execute(open.asserting(allowed("142.250.0.0/15"))).message()).contains("let all IPv4 addresses");
        assertThat(execute(open.asserting(allowed("142.250.0.0/15"), allowed("34.64.0.0/16"))))
                .isInstanceOf(Outcome.Committed.class);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void doesNotCountExemptions() {
        execute(Fleet.of(machines("192.168.99.0/24")).exempt("34.64.0.0/16"));

        assertThat(measured()).isEmpty();
    }

    /** The warnings but those about what a feed holds of a cluster's networks. */
    private List<String> measured() {
        return run.warnings().stream()
                .filter(warning -> !warning.startsWith("feed "))
                .toList();
    }

    private Outcome execute(Fleet fleet) {
        LabSettings settings = lab.settings(fleet);
        run = lab.run(settings, ClusterFacts.NONE);
        return run.outcome();
    }

    private static Cluster machines(String... machines) {
        return cluster("demo", "llm-demo")
                .with(new Networks(
                        Stream.of(machines).map(Prefix::parse).toList(),
                        Fleet.NETWORKS.service(),
                        Fleet.NETWORKS.pod()));
    }

    private static Assertion allowed(String addresses) {
        return new Assertion(Prefix.parse(addresses), Action.ALLOW, "", Assertion.Asserter.USER);
    }
}
