package dev.sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.Settled;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final Outcome UNCHANGED = new Outcome.Unchanged();
    private static final Outcome COMMITTED = new Outcome.Committed("c0ffee", "demo: deny 1 prefix");
    private static final Outcome PLANNED = Outcome.planned("demo: deny 1 prefix", List.of());
    private static final Outcome PROPOSED = Outcome.of(
            Optional.empty(),
            List.of(new Settled(
                    "demo", Settled.Settlement.OPENED, Optional.of(URI.create("https://git.example/pull/7")), "")));
    private static final Outcome SKIPPED = new Outcome.Skipped("apart");
    private static final Outcome HELD = new Outcome.Held(List.of("too much", "too little"), Optional.of("d1"));
    private static final Outcome FROZEN =
            new Outcome.Frozen(Optional.empty(), "frozen until noon", List.of("demo"), List.of());
    private static final Outcome FAILED = new Outcome.Failed("no network");

    @Test
    void hasOneWordForReportsAndMetrics() {
        assertThat(Stream.of(UNCHANGED, COMMITTED, PROPOSED, PLANNED, SKIPPED, FROZEN, HELD, FAILED)
                        .map(Outcome::word))
                .containsExactly(
                        "unchanged", "committed", "proposed", "planned", "skipped", "frozen", "held", "failed");
    }

    @Test
    void knowsTheWordOfEveryOutcome() {
        assertThat(Stream.of(Outcome.Kind.values()).map(Outcome.Kind::word))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Outcome.class.getPermittedSubclasses())
                        .map(outcome -> outcome.getSimpleName().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void isGoodWhereThePublishedStateIsAsItShouldBe() {
        assertThat(Stream.of(UNCHANGED, COMMITTED, PROPOSED, PLANNED, FROZEN)).allMatch(Outcome::isGood);
        assertThat(Stream.of(SKIPPED, HELD, FAILED)).noneMatch(Outcome::isGood);
    }

    @Test
    void isPublishedWhereClustersAreGivenIt() {
        assertThat(Stream.of(UNCHANGED, COMMITTED)).allMatch(Outcome::isPublished);
        assertThat(Stream.of(PROPOSED, PLANNED, SKIPPED, FROZEN, HELD, FAILED)).noneMatch(Outcome::isPublished);
    }

    @Test
    void failsWhereOneRequestDoes() {
        // Given
        Outcome.Committed commit = new Outcome.Committed("c0ffee", "demo: deny 1 prefix");
        Settled failed = new Settled("west", Settled.Settlement.FAILED, Optional.empty(), "no label");

        // When
        Outcome outcome = Outcome.of(Optional.of(commit), List.of(failed));

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Failed(Optional.of(commit), "west failed (no label)"));
        assertThat(outcome.message()).isEqualTo("commit c0ffee: demo: deny 1 prefix; west failed (no label)");
    }

    @Test
    void saysWhatHappened() {
        assertThat(Stream.of(UNCHANGED, COMMITTED, PROPOSED, PLANNED, SKIPPED, HELD, FAILED)
                        .map(Outcome::message))
                .containsExactly(
                        "nothing to publish: the repository already says what it should",
                        "commit c0ffee: demo: deny 1 prefix",
                        "demo opened https://git.example/pull/7",
                        "would commit: demo: deny 1 prefix",
                        "apart",
                        "too much; too little",
                        "no network");
    }

    @Test
    void keepsItsReasons() {
        // Given
        List<String> reasons = new ArrayList<>(List.of("too much"));
        Outcome.Held held = new Outcome.Held(reasons, Optional.of("d1"));

        // When
        reasons.clear();

        // Then
        assertThat(held.reasons()).containsExactly("too much");
    }
}
