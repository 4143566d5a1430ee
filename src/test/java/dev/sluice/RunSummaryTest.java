package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.FeedFiles;
import dev.sluice.run.Outcome;
import dev.sluice.run.Reports;
import dev.sluice.run.RunFinished;
import dev.sluice.run.RunReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

    private static final Instant PUBLISHED = Instant.ofEpochMilli(FeedFiles.TOKEN);
    private static final Instant NOW = PUBLISHED.plusSeconds(60);

    @Test
    void saysWhatARunComputedAndDid() {
        RunFinished run = Reports.finished(new Outcome.Committed("c0ffee", "demo: deny 2 prefixes"), NOW, PUBLISHED);

        assertThat(RunSummary.of(run.report(), true)).isEqualTo("""
                feed goog: 42 prefixes IPv4, 2 IPv6, syncToken 1767225600000
                strategy exact
                ipv4: 2 Deny rules for 512 addresses, 0 of them over-blocked; prefix-filter over-blocks 10
                strategy exact needs 2 rules IPv4, 0 IPv6
                strategy compact needs 1 rules IPv4, 0 IPv6
                  demo/bank: 40 rules
                  demo/shop: 7 rules
                committed: commit c0ffee: demo: deny 2 prefixes
                """);
    }

    @Test
    void saysHowToLetAHeldRunPass() {
        RunFinished run = Reports.finished(
                new Outcome.Held(List.of("too much", "too little"), Optional.of("d1")), NOW, PUBLISHED);

        assertThat(RunSummary.of(run.report(), true)).endsWith("""
                held: too much; too little
                  to let the feeds pass: sluice.guards.accept: d1
                """);
    }

    @Test
    void namesNoDigestWhereItWouldNotHelp() {
        Outcome held = new Outcome.Held(List.of("cluster west would be removed"), Optional.empty());

        assertThat(RunSummary.of(Reports.finished(held, NOW, PUBLISHED).report(), true))
                .endsWith("\nheld: cluster west would be removed\n");
    }

    @Test
    void saysWhyARunFailedWithoutFeeds() {
        RunFinished run = Reports.finished(new Outcome.Failed("no network"), NOW);

        assertThat(RunSummary.of(run.report(), true)).isEqualTo("""
                strategy exact
                failed: no network
                """);
    }

    @Test
    void showsWhatIsHeld() {
        RunReport held = Reports.held("demo: deny 1 more address\n\n| cluster |\n", "--- a\n+++ b\n");

        assertThat(RunSummary.of(held, true)).endsWith("""
                --- a
                +++ b
                waiting: demo: deny 1 more address
                 \s
                  | cluster |
                held: too much
                """);
        assertThat(RunSummary.of(held, false)).doesNotContain("+++ b").contains("waiting: demo: deny 1 more");
    }
}
