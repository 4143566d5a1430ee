package dev.sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.RunReport.FirewallReport;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentReportsTest {

    private final RecentReports reports = new RecentReports();

    @Test
    void keepsTheFirewallsOfEveryReportOfAnOrdinaryFleet() {
        // Given
        int each = RecentReports.FIREWALLS / RecentReports.REPORTS;

        // When
        IntStream.range(0, RecentReports.REPORTS + 2).forEach(i -> reports.add(naming(each)));

        // Then
        assertThat(firewalls()).hasSize(RecentReports.REPORTS).containsOnly(each);
    }

    @Test
    void keepsTheFirewallsOfTheNewestReportHoweverManyThereAre() {
        // When
        reports.add(naming(3));
        reports.add(naming(RecentReports.FIREWALLS + 1));

        // Then
        assertThat(firewalls()).containsExactly(RecentReports.FIREWALLS + 1, 0);
    }

    @Test
    void forgetsTheFirewallsOfOlderReportsFirst() {
        // When
        IntStream.range(0, 4).forEach(i -> reports.add(naming(RecentReports.FIREWALLS / 2)));

        // Then
        assertThat(firewalls()).containsExactly(RecentReports.FIREWALLS / 2, RecentReports.FIREWALLS / 2, 0, 0);
    }

    @Test
    void forgetsNothingElse() {
        // Given
        RunReport report = naming(3);
        reports.add(report);

        // When
        reports.add(naming(RecentReports.FIREWALLS));

        // Then
        assertThat(reports.list().getLast())
                .usingRecursiveComparison()
                .ignoringFields("firewalls")
                .isEqualTo(report);
    }

    private List<Integer> firewalls() {
        return reports.list().stream().map(report -> report.firewalls().size()).toList();
    }

    private static RunReport naming(int firewalls) {
        RunReport ordinary = Reports.finished(new Outcome.Unchanged(), Instant.EPOCH, Instant.EPOCH)
                .report();
        FirewallReport firewall = new FirewallReport("demo", "shop", 7);
        return new RunReport(
                ordinary.id(),
                ordinary.started(),
                ordinary.finished(),
                ordinary.outcome(),
                ordinary.message(),
                ordinary.commit(),
                ordinary.reasons(),
                ordinary.accept(),
                ordinary.digest(),
                ordinary.feeds(),
                ordinary.strategy(),
                ordinary.blocked(),
                ordinary.strategies(),
                IntStream.range(0, firewalls).mapToObj(i -> firewall).toList(),
                ordinary.requests(),
                ordinary.impact(),
                ordinary.storage(),
                ordinary.networks(),
                ordinary.unseen(),
                ordinary.warnings(),
                null);
    }
}
