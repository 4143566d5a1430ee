package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.PrefixList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeedChangeTest {

    private static final PrefixList GOOG = list("goog", "8.8.8.0/24", "34.0.0.0/15");
    private static final PrefixList CLOUD = list("cloud", "34.0.0.0/16");

    @Test
    void holdsBothSidesOfEveryRole() {
        // Given
        Selection before = new Selection(List.of(GOOG), List.of(CLOUD));
        Selection now = new Selection(List.of(list("goog", "34.0.0.0/15")), List.of(list("cloud", "34.1.0.0/16")));

        // When
        FeedChange step = FeedChange.between(before, now);

        // Then
        assertThat(step)
                .isEqualTo(new FeedChange(
                        before,
                        now,
                        addresses("8.8.8.0/24", "34.0.0.0/15"),
                        addresses("34.0.0.0/15"),
                        addresses("34.0.0.0/16"),
                        addresses("34.1.0.0/16"),
                        addresses("8.8.8.0/24", "34.1.0.0/16"),
                        addresses("34.0.0.0/16")));
    }

    @Test
    void leavesOutListsThatWereNeverPublished() {
        // Given
        Selection before = new Selection(List.of(GOOG), List.of());
        Selection now = new Selection(List.of(GOOG, list("more", "1.1.1.0/24")), List.of(CLOUD));

        // When
        FeedChange step = FeedChange.between(before, now);

        // Then
        assertThat(step.now()).isEqualTo(new Selection(List.of(GOOG), List.of()));
        assertThat(step.differenceNow()).isEqualTo(IpSet.of(GOOG.prefixes()));
        assertThat(tripped(step)).isEmpty();
    }

    @Test
    void leavesOutListsThatAreNoLongerAskedFor() {
        // Given
        Selection before = new Selection(List.of(GOOG, list("more", "1.1.1.0/24")), List.of(CLOUD));
        Selection now = new Selection(List.of(GOOG), List.of());

        // When
        FeedChange step = FeedChange.between(before, now);

        // Then
        assertThat(step.before()).isEqualTo(new Selection(List.of(GOOG), List.of()));
        assertThat(step.excludedBefore()).isEqualTo(IpSet.EMPTY);
        assertThat(tripped(step)).isEmpty();
    }

    @Test
    void stillWatchesAFeedBesideANewOne() {
        // Given
        Selection before = new Selection(List.of(GOOG), List.of(CLOUD));
        Selection now = new Selection(List.of(GOOG, list("more", "1.1.1.0/24")), List.of(list("cloud", "34.0.0.0/17")));

        // When
        FeedChange step = FeedChange.between(before, now);

        // Then
        assertThat(tripped(step)).contains(Guard.EXCLUDED_ADDRESSES_LOST, Guard.EXCLUDED_ENTRIES_LOST);
    }

    @Test
    void tripsNothingAtTheFirstPublication() {
        FeedChange step =
                FeedChange.between(new Selection(List.of(), List.of()), new Selection(List.of(GOOG), List.of(CLOUD)));

        assertThat(tripped(step)).isEmpty();
    }

    private static List<Guard> tripped(FeedChange step) {
        return Stream.of(Guard.values())
                .filter(guard -> guard.measure(step) > guard.defaultLimit())
                .toList();
    }
}
