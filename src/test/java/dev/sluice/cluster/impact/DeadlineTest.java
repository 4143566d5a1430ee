package dev.sluice.cluster.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final Deadline deadline = Deadline.in(Duration.ofSeconds(30), clock);

    @Test
    void sharesWhatIsLeft() {
        assertThat(deadline.share(3).left()).isEqualTo(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(2)); // the first was quick
        assertThat(deadline.share(2).left()).isEqualTo(Duration.ofSeconds(14));
        assertThat(deadline.share(1)).isEqualTo(deadline);
    }

    @Test
    void sharesASecondAtLeastAndNeverMoreThanThereIs() {
        assertThat(deadline.share(1_000).left()).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofMillis(29_700));
        assertThat(deadline.share(2).left()).isEqualTo(Duration.ofMillis(300));
    }
}
