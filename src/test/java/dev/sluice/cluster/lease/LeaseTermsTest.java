package dev.sluice.cluster.lease;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseTermsTest {

    @ParameterizedTest
    @CsvSource({
        "10, 10, 2, a renew-deadline of 10s is not below the duration of 10s",
        "15, 10, 4, a retry-period of 4s is not less than two fifths of the renew-deadline of 10s"
    })
    void refusesTimesUnderWhichTwoCouldLead(int duration, int deadline, int retry, String message) {
        assertThatThrownBy(() -> new LeaseTerms(
                        "own",
                        "sluice",
                        Duration.ofSeconds(duration),
                        Duration.ofSeconds(deadline),
                        Duration.ofSeconds(retry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
