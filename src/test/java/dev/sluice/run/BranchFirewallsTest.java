package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.FeedFiles.without;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.Fleet.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Publication;
import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.plan.BranchFirewalls;
import dev.sluice.plan.BranchFirewalls.PendingState;
import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs know of the branch, held against the files that it holds. */
class BranchFirewallsTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank", "shop"));
    private static final Fleet BOTH = Fleet.of(cluster("east", "shop"), cluster("west", "shop"));
    private static final Rule ALL = Rule.allow(Prefix.parse("0.0.0.0/0"));

    private RunLab lab;
    private Optional<BranchFirewalls> known = Optional.empty();

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void knowsWhatWasCommitted() {
        run(DEMO);

        assertThat(known().published()).isEqualTo(onBranch()).containsOnlyKeys("demo");
        assertThat(known().commit()).isPresent();
        assertThat(known().digest()).isPresent();
        assertThat(known().pending()).isEmpty();
    }

    @Test
    void knowsWhatIsPublishedWhereNothingChanges() {
        run(DEMO);
        BranchFirewalls committed = known();
        run(DEMO);

        assertThat(known().published()).isEqualTo(onBranch());
        assertThat(known().commit()).isEqualTo(committed.commit());
        assertThat(known().pending()).isEmpty();
    }

    @Test
    void keepsWhatIsPublishedApartFromAPlanThatIsHeld() {
        // Given
        run(DEMO);
        Optional<String> digest = known().digest();

        // When
        lab.feeds.publish(with(GOOG, "74.0.0.0/8"), CLOUD);
        Outcome outcome = run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        assertThat(known().published()).isEqualTo(onBranch());
        assertThat(known().digest()).isEqualTo(digest);
        assertThat(pending().state()).isEqualTo(PendingState.HELD);
        assertThat(pending().digest()).isNotEqualTo(digest.orElseThrow());
        assertThat(pending().firewalls().get("demo").get("shop")).contains(Rule.deny(Prefix.parse("74.0.0.0/8")));
    }

    @Test
    void leavesOutOfAPlanWhatItDoesNotChange() {
        // Given
        run(Fleet.of(cluster("demo", Optional.empty(), target("bank"), target("shop"))));

        // When
        run(Fleet.of(cluster("demo", Optional.empty(), target("bank", Action.DENY))));

        // Then a namespace that would go has no rules, and one that stays as it is would not be there
        assertThat(known().published()).isEqualTo(onBranch());
        assertThat(known().published().get("demo")).containsOnlyKeys("bank", "shop");
        assertThat(pending().firewalls().get("demo").get("shop")).isEmpty();
        assertThat(pending().firewalls().get("demo").get("bank")).isNotEmpty();
    }

    @Test
    void knowsTheFirewallsOfAClusterThatWouldGo() {
        // Given
        run(BOTH);

        // When
        run(BOTH.clusters(cluster("east", "shop")));

        // Then
        assertThat(known().published()).isEqualTo(onBranch()).containsOnlyKeys("east", "west");
        assertThat(pending().firewalls()).containsOnlyKeys("west");
        assertThat(pending().firewalls().get("west").get("shop")).isEmpty();
    }

    @Test
    void keepsThePlanThatCouldNotBePushed() {
        // Given
        run(DEMO);
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        Outcome outcome = run(DEMO, (remote, base, draft) -> new Publication.Outrun("somebody is faster"));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(known().published()).isEqualTo(onBranch());
        assertThat(pending().state()).isEqualTo(PendingState.FAILED);
        assertThat(pending().firewalls().get("demo").get("bank")).contains(Rule.deny(Prefix.parse("8.8.8.8/32")));
    }

    @Test
    void keepsThePlanOfADryRun() {
        run(DEMO, (remote, base, draft) -> new Publication.Printed());

        assertThat(known().published()).isEmpty();
        assertThat(known().commit()).isEmpty();
        assertThat(pending().state()).isEqualTo(PendingState.PLANNED);
        assertThat(pending().firewalls().get("demo")).containsOnlyKeys("bank", "shop");
    }

    @Test
    void keepsThePlanThatIsProposed() {
        // Given
        run(DEMO);
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        ReviewLab forge = new ReviewLab(lab);
        forge.propose(DEMO);

        // Then
        BranchFirewalls branch = forge.branch.orElseThrow();
        assertThat(branch.published()).isEqualTo(onBranch());
        assertThat(branch.pending().orElseThrow().state()).isEqualTo(PendingState.PROPOSED);
        assertThat(branch.pending().orElseThrow().firewalls().get("demo")).containsOnlyKeys("bank", "shop");
    }

    @Test
    void keepsWhatIsProposedApartFromWhatIsCommittedByRisk() {
        // Given
        run(BOTH);
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        ReviewLab forge = new ReviewLab(lab);
        forge.byRisk(BOTH.clusters(cluster("east", "shop"), cluster("west", Optional.empty(), target("shop"))));

        // Then
        BranchFirewalls branch = forge.branch.orElseThrow();
        assertThat(branch.published()).isEqualTo(onBranch());
        assertThat(branch.published().get("east").get("shop")).contains(Rule.deny(Prefix.parse("8.8.8.8/32")));
        assertThat(branch.pending().orElseThrow().firewalls()).containsOnlyKeys("west");
    }

    @Test
    void forgetsAPlanOnceItIsPublished() {
        // Given
        run(DEMO);
        lab.feeds.publish(with(GOOG, "74.0.0.0/8"), CLOUD);
        String digest = ((Outcome.Held) run(DEMO)).accept().orElseThrow();

        // When
        run(DEMO.accept(digest));

        // Then
        assertThat(known().published()).isEqualTo(onBranch());
        assertThat(known().digest()).contains(digest);
        assertThat(known().pending()).isEmpty();
    }

    @Test
    void keepsWhatIsKnownWhereTheFeedsCannotBeRead() throws Exception {
        // Given
        run(DEMO);
        Optional<BranchFirewalls> before = known;
        Files.delete(lab.feeds.file("goog"));

        // When
        run(DEMO);

        // Then
        assertThat(known).isEqualTo(before);
    }

    @Test
    void readsTheBranchWhereThereIsNoPlan() throws Exception {
        // Given a branch that another person moved, and a run that fails before it compares
        run(DEMO);
        String file = "clusters/demo/firewall/egress-firewall-shop.yaml";
        lab.repository.write("main", Map.of(file, lab.files().get(file).replace("142.250.4.0/24", "142.250.4.0/25")));

        // When
        Outcome outcome = run(
                DEMO.asserting(new Assertion(Prefix.parse("9.9.9.9/32"), Action.DENY, "", Assertion.Asserter.USER)));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(known().published()).isEqualTo(onBranch());
        assertThat(known().published().get("demo").get("shop")).contains(Rule.deny(Prefix.parse("142.250.4.0/25")));
        assertThat(known().digest()).isPresent();
        assertThat(known().pending()).isEmpty();
    }

    @Test
    void saysNoDigestWhereClustersWerePublishedFromDifferentFeeds() {
        // Given a firewall that denies everything else, and so stays as it is whatever the feeds say
        run(Fleet.of(closed("west")));
        lab.feeds.publish(without(GOOG, "142.250.4.0/24"), CLOUD);

        // When
        run(Fleet.of(closed("east"), closed("west")));

        // Then
        assertThat(known().published()).isEqualTo(onBranch()).containsOnlyKeys("east", "west");
        assertThat(known().selections()).hasSize(2);
        assertThat(known().digest()).isEmpty();
    }

    @Test
    void sharesRulesThatFirewallsHaveInCommon() {
        run(BOTH);
        run(BOTH);

        assertThat(known().published().get("east").get("shop"))
                .endsWith(ALL)
                .isSameAs(known().published().get("west").get("shop"));
    }

    private static Cluster closed(String name) {
        return new Cluster(
                name,
                Fleet.NETWORKS,
                List.of(target("shop", Action.DENY)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private Outcome run(Fleet fleet) {
        return run(fleet, lab::pushing);
    }

    private Outcome run(Fleet fleet, RunLab.Pushing pushing) {
        RunResult run = lab.run(fleet, pushing, known);
        known = run.branch();
        return run.outcome();
    }

    private BranchFirewalls known() {
        return known.orElseThrow();
    }

    private BranchFirewalls.Pending pending() {
        return known().pending().orElseThrow();
    }

    /** What the files of the branch say, read one by one. */
    private SortedMap<String, SortedMap<String, List<Rule>>> onBranch() {
        SortedMap<String, SortedMap<String, List<Rule>>> read = new TreeMap<>();
        lab.files().forEach((path, text) -> {
            if (path.contains("/egress-firewall-")) {
                ParsedFirewall firewall = ParsedFirewall.parse(text);
                read.computeIfAbsent(path.split("/")[1], any -> new TreeMap<>())
                        .put(firewall.namespace(), firewall.rules());
            }
        });
        return read;
    }
}
