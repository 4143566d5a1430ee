package dev.sluice.notify;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.notify.Observed.NewsRule;
import dev.sluice.run.ClusterFacts;
import dev.sluice.run.Fleet;
import dev.sluice.run.Outcome;
import dev.sluice.run.Reports;
import dev.sluice.run.RunFinished;
import dev.sluice.run.RunLab;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs on real feeds and a real repository are told as. */
class RunNewsTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final Optional<URI> PAGE = Optional.of(URI.create("https://sluice.example"));
    private static final Instant NOW = Instant.parse("2026-01-02T02:00:00Z");

    private RunLab lab;

    @BeforeEach
    void makeLab(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    private List<Observed> run() {
        return RunNews.of(Reports.of(lab.run(lab.settings(DEMO), ClusterFacts.NONE)), PAGE);
    }

    private static Observed last(List<Observed> news) {
        return news.getLast();
    }

    @Test
    void aCommitIsTold() {
        List<Observed> news = run();

        assertThat(news).extracting(Observed::thing).containsExactly("commit", "runs");
        Notification commit = news.getFirst().notification();
        assertThat(commit.kind()).isEqualTo(EventKind.COMMITTED);
        assertThat(commit.title()).startsWith("Committed: demo: deny ");
        assertThat(commit.commit()).contains(news.getFirst().state());
        assertThat(commit.link()).isEqualTo(PAGE);
        assertThat(run()).extracting(Observed::state).containsExactly("good");
    }

    @Test
    void theSameEffectIsTheSameStateWhateverTokensTheFeedsCameWith() {
        run();
        lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
        Observed first = last(run());
        lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
        Observed second = last(run());
        lab.feeds.publish(GOOG.subList(12, GOOG.size()), CLOUD);
        Observed third = last(run());

        assertThat(first.notification().kind()).isEqualTo(EventKind.HELD);
        assertThat(first.notification().text()).startsWith("demo: deny ");
        assertThat(first.notification().details()).anyMatch(reason -> reason.contains("23.81 %"));
        assertThat(first.rule()).isEqualTo(NewsRule.ALWAYS);
        assertThat(first.state()).startsWith("held ").isEqualTo(second.state()).isNotEqualTo(third.state());
    }

    @Test
    void aFailureIsOneStateHoweverItIsWorded() {
        Observed one = last(RunNews.of(Reports.finished(new Outcome.Failed("feed goog did not answer"), NOW), PAGE));
        Observed other = last(RunNews.of(Reports.finished(new Outcome.Failed("feed cloud answered 500"), NOW), PAGE));

        assertThat(one.state()).isEqualTo(other.state()).isEqualTo("failed");
        assertThat(one.notification().text()).isEqualTo("feed goog did not answer");
    }

    @Test
    void aRunThatWasSkippedOrOnlyShownSaysNothing() {
        assertThat(RunNews.of(Reports.finished(new Outcome.Skipped("apart"), NOW), PAGE))
                .isEmpty();
        assertThat(RunNews.of(Reports.finished(new Outcome.Planned(List.of("would commit")), NOW), PAGE))
                .isEmpty();
    }

    @Test
    void goodAfterTroubleIsARecovery() {
        RunFinished good = Reports.finished(new Outcome.Unchanged(), NOW);

        assertThat(last(RunNews.of(good, PAGE)))
                .satisfies(observed -> assertThat(observed.rule()).isEqualTo(NewsRule.AFTER_TROUBLE))
                .satisfies(
                        observed -> assertThat(observed.notification().kind()).isEqualTo(EventKind.RECOVERED));
    }

    @Test
    void aRequestIsToldByItsAddress() {
        RunFinished opened = Reports.requested("demo", "opened", "https://git.example/pull/7");
        RunFinished updated = Reports.requested("demo", "updated", "https://git.example/pull/7");
        RunFinished closed = Reports.requested("demo", "closed", "https://git.example/pull/7");

        Observed request = RunNews.of(opened, PAGE).getFirst();
        assertThat(request.state()).isEqualTo("https://git.example/pull/7");
        assertThat(request.notification().kind()).isEqualTo(EventKind.PROPOSED);
        assertThat(request.notification().link()).contains(URI.create("https://git.example/pull/7"));
        assertThat(RunNews.of(updated, PAGE).getFirst().state()).isEqualTo(request.state());
        assertThat(RunNews.of(closed, PAGE))
                .noneMatch(observed -> observed.thing().startsWith("request"));
    }
}
