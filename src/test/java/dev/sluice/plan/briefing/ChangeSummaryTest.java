package dev.sluice.plan.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.briefing.Briefing.Checks;
import dev.sluice.plan.briefing.ChangeSummary.SummaryLine;
import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.policy.Action;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Guard;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.Risk;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangeSummaryTest {

    private static final Sample MORE = Sample.PLAIN.feeds(Sample.goog("74.125.0.0/20"), Sample.CLOUD);

    @Test
    void countsWhatAFirewallDeniesAndAllows() {
        // Given
        Sample now = Sample.PLAIN.feeds(
                Sample.goog("74.125.0.0/20", "2404:6800::/36"),
                "34.64.0.0/15 us-central1",
                "34.66.0.0/16 europe-west3",
                "2600:1900::/29 us-east1",
                "216.239.48.0/20 asia-east1");

        // When
        ChangeSummary summary = of(now.after(Optional.of(Sample.PLAIN), "demo"));

        // Then
        SummaryLine line = only(summary);
        assertThat(summary.groups().getFirst().clusters()).containsExactly("demo");
        assertThat(line.namespaces()).containsExactly("bank", "shop");
        assertThat(line.facts().newlyDenied()).hasToString("4,096; IPv6 268,435,456 × /64");
        assertThat(line.facts().newlyAllowed()).hasToString("4,096");
        assertThat(line.facts().rulesBefore()).isEqualTo(20);
        assertThat(line.facts().rulesAfter()).isEqualTo(22);
        assertThat(line.risk()).isEqualTo(Risk.Level.LOW);
        assertThat(line.why()).containsExactly("the feeds changed");
    }

    @Test
    void saysWhyTheRiskIsHigh() {
        Firewall closed = new Firewall("shop", List.of(), List.of(), Action.DENY);
        Sample one = Sample.PLAIN.with(Sample.firewall("bank"));
        ClusterChange wide =
                Sample.PLAIN.feeds(Sample.goog("13.0.0.0/8"), Sample.CLOUD).after(Optional.of(Sample.PLAIN), "demo");

        assertThat(high(Sample.PLAIN.after(Optional.empty(), "demo"))).containsExactly("new cluster");
        assertThat(only(of(Sample.PLAIN.after(Optional.of(one), "demo"))).why()).containsExactly("new namespace");
        assertThat(high(wide)).containsExactly("more than 5 % of what was denied");
        assertThat(high(Sample.PLAIN.with(closed).after(Optional.of(Sample.PLAIN), "demo")))
                .containsExactly("denies everything but what is allowed");
        assertThat(high(Briefings.configured(
                        MORE.after(Optional.of(MORE), "demo"), List.of("strategy exact"), List.of("strategy compact"))))
                .containsExactly("configuration: strategy compact");
        assertThat(high(Briefings.gone(one.after(Optional.empty(), "demo")))).contains("the cluster goes");
        assertThat(high(Briefings.configured(
                        MORE.after(Optional.of(MORE), "demo"), List.of(), List.of(), new ChangedFile("a.yaml", false))))
                .containsExactly("1 other file");
        Measurement tripped = new Measurement(Guard.DIFFERENCE_GAINED, 304, 25);
        assertThat(ChangeSummary.of(Briefings.of(List.of(wide), new Checks(List.of(tripped), false, List.of())))
                        .groups()
                        .getFirst()
                        .lines()
                        .getFirst()
                        .why())
                .contains("guard difference-gained");
    }

    @Test
    void namesEachClusterOnceHoweverManyChangeAlike() {
        // Given
        Sample other = Sample.PLAIN.with(
                Sample.firewall("bank"), Sample.firewall("shop", Rule.deny(Prefix.parse("9.9.9.9/32"))));
        List<ClusterChange> clusters = new ArrayList<>(IntStream.range(0, 60)
                .mapToObj(i -> MORE.after(Optional.of(Sample.PLAIN), "edge-" + i))
                .toList());
        clusters.add(30, other.after(Optional.of(Sample.PLAIN), "odd"));

        // When
        ChangeSummary summary = ChangeSummary.of(Briefings.of(clusters, new Checks(List.of(), false, List.of())));

        // Then
        assertThat(summary.groups()).hasSize(2);
        assertThat(summary.groups().getFirst().clusters()).hasSize(60).doesNotContain("odd");
        assertThat(summary.groups().getLast().clusters()).containsExactly("odd");
        assertThat(summary.groups().getLast().lines()).singleElement().satisfies(line -> assertThat(line.namespaces())
                .containsExactly("shop"));
    }

    private static List<String> high(ClusterChange change) {
        SummaryLine line = only(of(change));
        assertThat(line.risk()).isEqualTo(Risk.Level.HIGH);
        return line.why();
    }

    private static ChangeSummary of(ClusterChange change) {
        return ChangeSummary.of(Briefings.of(List.of(change), new Checks(List.of(), false, List.of())));
    }

    private static SummaryLine only(ChangeSummary summary) {
        assertThat(summary.groups()).hasSize(1);
        assertThat(summary.groups().getFirst().lines()).hasSize(1);
        return summary.groups().getFirst().lines().getFirst();
    }
}
