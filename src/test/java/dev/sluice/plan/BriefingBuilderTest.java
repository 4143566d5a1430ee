package dev.sluice.plan;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.FeedFiles.without;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.Fleet.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feed.Document;
import dev.sluice.feed.Reading;
import dev.sluice.gitops.OwnedFolder;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.Briefing.ProposalMode;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.plan.briefing.ClusterChange.Transition;
import dev.sluice.plan.briefing.Title;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Action;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Guards;
import dev.sluice.policy.Removal;
import dev.sluice.policy.Risk.Level;
import dev.sluice.policy.Risk.Reason;
import dev.sluice.policy.Strategy;
import dev.sluice.policy.certificate.Certificate;
import dev.sluice.render.Provenance;
import dev.sluice.render.Source;
import dev.sluice.run.FeedFiles;
import dev.sluice.run.Fleet;
import dev.sluice.run.LabSettings;
import dev.sluice.run.RunLab;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of plans that real feeds, settings and a real repository give. */
class BriefingBuilderTest {

    private static final Fleet FLEET = Fleet.of(cluster("east", "bank", "shop"), cluster("west", "shop"));

    private RunLab lab;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void tellsOfAFirstPublication() {
        // When
        Briefing briefing = brief(FLEET);

        // Then
        ClusterChange east = briefing.clusters().getFirst();
        assertThat(briefing.clusters()).extracting(ClusterChange::kind).containsOnly(Transition.NEW);
        assertThat(east.firewalls()).extracting(FirewallDelta::namespace).containsExactly("bank", "shop");
        assertThat(east.firewalls()).allMatch(FirewallDelta::isNew);
        assertThat(east.certificates()).containsOnlyKeys("bank", "shop");
        assertThat(east.certificates().values()).allMatch(Certificate::isEqual);
        assertThat(east.policyAdded()).contains("strategy exact", "network machine 192.168.99.0/24");
        assertThat(east.files()).contains(new ChangedFile("observability/loki-stack-loki.yaml", false));
        assertThat(briefing.checks().readings()).isEmpty();
        assertThat(briefing.risk().reasons())
                .containsExactly(new Reason("a cluster is published for the first time", List.of("east", "west")));
        assertThat(briefing.sources())
                .extracting(source -> source.feed() + " " + source.ipv4() + " " + source.ipv6())
                .containsExactly("goog 42 2", "cloud 21 1");
        assertThat(briefing.rulesByStrategy()).containsEntry("exact", 42).containsKeys("compact", "prefix-filter");
    }

    @Test
    void tellsOfAnOrdinaryChange() {
        // Given
        lab.run(FLEET);
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        Briefing briefing = brief(FLEET);

        // Then
        ClusterChange west = briefing.clusters().getLast();
        assertThat(west.firewalls().getFirst().after())
                .hasSize(west.firewalls().getFirst().before().size() + 1);
        assertThat(west.files()).isEmpty();
        assertThat(west.policyAdded()).isEmpty();
        assertThat(west.before().orElseThrow().includedPrefixes()).hasSize(GOOG.size());
        assertThat(briefing.risk().level()).isEqualTo(Level.LOW);
        assertThat(briefing.isHeld()).isFalse();
        assertThat(briefing.checks().readings()).hasSize(7);
        assertThat(Title.of(briefing)).isEqualTo("2 clusters: deny 1 more address");
    }

    @Test
    void isTheSameOnAnotherDay() {
        lab.run(FLEET);
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        assertThat(brief(FLEET).clusters()).isEqualTo(brief(FLEET).clusters());
        assertThat(brief(FLEET).sources()).isEqualTo(brief(FLEET).sources());
    }

    @Test
    void tellsWhichGuardHoldsAChange() {
        // Given
        lab.run(FLEET);
        lab.feeds.publish(with(GOOG, "74.0.0.0/8"), CLOUD);

        // When
        Briefing held = brief(FLEET);
        Briefing accepted = brief(FLEET.accept(Long.toString(FeedFiles.TOKEN + 2000)));

        // Then
        assertThat(held.isHeld()).isTrue();
        assertThat(held.checks().readings())
                .filteredOn(Guards.Measurement::tripped)
                .hasSize(1);
        assertThat(held.risk().reasons().getFirst().sentence()).startsWith("a guard trips, difference-gained");
        assertThat(accepted.isHeld()).isFalse();
        assertThat(accepted.checks().accepted()).isTrue();
    }

    @Test
    void tellsWhatGoes() {
        // Given
        lab.run(FLEET);
        Fleet fewer = FLEET.clusters(cluster("east", "shop"));

        // When
        Briefing briefing = brief(fewer.acceptRemoval("west"));

        // Then
        assertThat(briefing.checks().removals())
                .containsExactly(new Removal(Removal.RemovedKind.NAMESPACE, "east", "bank"));
        assertThat(briefing.clusters().getLast().kind()).isEqualTo(Transition.REMOVED);
        assertThat(briefing.clusters().getLast().firewalls().getFirst().after()).isEmpty();
        assertThat(briefing.clusters().getLast().files()).contains(new ChangedFile("kustomization.yaml", true));
        assertThat(briefing.clusters().getFirst().certificates()).doesNotContainKey("bank");
        assertThat(briefing.clusters().getFirst().policyRemoved()).containsExactly("firewall bank otherwise Allow");
        assertThat(briefing.risk().reasons()).extracting(Reason::sentence).contains("something published goes");
    }

    @Test
    void tellsOfAChangeOfConfigurationAlone() {
        // Given
        lab.run(FLEET);

        // When
        Briefing strategy = brief(FLEET.strategy(Strategy.PREFIX_FILTER));
        Briefing firewall = brief(FLEET.clusters(
                cluster("east", "bank", "shop"),
                cluster("west", Optional.of(Fleet.LOKI), target("shop", Action.DENY))));

        // Then
        assertThat(strategy.clusters())
                .allMatch(cluster -> cluster.policyAdded().equals(List.of("strategy prefix-filter")));
        assertThat(strategy.risk().reasons().getFirst())
                .isEqualTo(new Reason("the configuration changes", List.of("east", "west")));
        assertThat(firewall.clusters()).extracting(ClusterChange::cluster).containsExactly("west");
        assertThat(firewall.risk().reasons())
                .extracting(Reason::toString)
                .containsExactly(
                        "the configuration changes: west",
                        "newly denied, IPv4, more than 5 % of what was denied: west/shop",
                        "newly denied, IPv6, more than 5 % of what was denied: west/shop");
    }

    @Test
    void tellsOfOtherObjects() throws Exception {
        // Given
        lab.run(FLEET);
        String stack = lab.files().get("clusters/east/observability/loki-stack-loki.yaml");
        lab.repository.write("main", Map.of("clusters/east/observability/loki-stack-loki.yaml", stack + "# edited\n"));

        // When
        Briefing briefing = brief(FLEET);

        // Then
        assertThat(briefing.clusters()).singleElement().satisfies(east -> {
            assertThat(east.files()).containsExactly(new ChangedFile("observability/loki-stack-loki.yaml", false));
            assertThat(east.firewalls()).allMatch(firewall -> firewall.before().equals(firewall.after()));
        });
        assertThat(briefing.risk().reasons())
                .containsExactly(new Reason(
                        "objects other than firewalls and flow labels change",
                        List.of("observability/loki-stack-loki.yaml")));
    }

    @Test
    void tellsOfLessThatIsDenied() {
        lab.run(FLEET);
        lab.feeds.publish(without(GOOG, "142.250.4.0/24"), CLOUD);

        assertThat(Title.of(brief(FLEET))).isEqualTo("2 clusters: deny 256 fewer addresses");
    }

    private Briefing brief(Fleet fleet) {
        LabSettings all = lab.settings(fleet);
        PlanSettings settings = all.plan();
        List<Document> documents = ((Reading.Agreed) RunLab.reader(all).read(RunLab.wanted(all))).documents();
        Computation computed =
                new Planner(settings, Instant.MAX, new EgressFirewallCodec(), words -> {}).compute(documents);
        List<Source> sources = documents.stream()
                .map(document -> new Source(document.prefixes(), document.token(), document.sha256()))
                .toList();
        try (Remote remote = lab.open(fleet)) {
            Snapshot published = remote.fetch();
            EgressFirewallCodec codec = new EgressFirewallCodec();
            PublishedManifests objects = new PublishedManifests(codec);
            RuleComparison rules = new RuleComparison();
            ClusterPlanner planner =
                    new ClusterPlanner(settings.block(), computed.blocked(), sources, codec, objects, rules);
            List<ClusterPlan> plans = settings.clusters().stream()
                    .map(cluster -> planner.of(
                            cluster,
                            computed.firewallsOf(cluster.name()),
                            new OwnedFolder(published, "clusters/" + cluster.name(), Provenance::isOwned)))
                    .toList();
            return new BriefingBuilder(
                            settings,
                            documents,
                            computed,
                            new GuardCheck(settings, documents, computed),
                            new ChangeFingerprint(objects, rules))
                    .brief(
                            plans,
                            RemovedCluster.in(published, settings, objects, rules),
                            ProposalMode.PULL_REQUEST,
                            "sluice/demo");
        }
    }
}
