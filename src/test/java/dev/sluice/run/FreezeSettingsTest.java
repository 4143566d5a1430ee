package dev.sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.policy.Freeze;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeSettingsTest {

    @Test
    void readsTimesThatComeOnceAndEveryWeek() {
        // When
        Freeze freeze = Configuration.minimal().and("""
            sluice:
              time-zone: Europe/Berlin
              freeze:
                - { from: 2099-12-20, until: 2100-01-06, reason: the holidays }
                - { from: 2099-03-01T18:00, until: "2099-03-02T06:00+00:00" }
                - { from: Fri 18:00, until: monday 06:00, reason: the weekend }
              freeze-except: demo
            """).settings().plan().freeze();

        // Then
        assertThat(freeze.windows().get(0))
                .isEqualTo(new Freeze.Once(
                        Instant.parse("2099-12-19T23:00:00Z"), Instant.parse("2100-01-06T23:00:00Z"), "the holidays"));
        assertThat(freeze.windows().get(1))
                .isEqualTo(new Freeze.Once(
                        Instant.parse("2099-03-01T17:00:00Z"), Instant.parse("2099-03-02T06:00:00Z"), ""));
        assertThat(freeze.windows().get(2)).isInstanceOf(Freeze.Weekly.class);
        assertThat(freeze.exceptions()).containsExactly("demo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tomorrow         | 2099-01-02 | from: 'tomorrow' is not a time such as 2026-12-20",
                "2099-01-02       | 2099-13-02 | until: '2099-13-02' is not a time such as",
                "2099-01-02       | 2099-01-01 | until: '2099-01-01' is not after '2099-01-02'",
                "Fri 18:00        | 2099-01-01 | until: '2099-01-01' is of another kind than 'Fri 18:00'",
                "Fri 25:00        | Mon 06:00  | from: 'Fri 25:00' is not a time of a week such as Fri 18:00",
                "Someday 18:00    | Mon 06:00  | from: 'Someday 18:00' is not a time of a week",
                "Fri 18:00        | Fri 18:00  | until: it ends as it begins"
            })
    void refusesAWrongTime(String from, String until, String why) {
        assertThat(Configuration.minimal()
                        .with("sluice.freeze[0].from", from)
                        .with("sluice.freeze[0].until", until)
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.freeze[0]." + why);
    }

    @Test
    void needsBothEnds() {
        assertThat(Configuration.minimal()
                        .with("sluice.freeze[0].from", "2099-01-01")
                        .mistakes())
                .containsExactly("sluice.freeze[0].until: is missing");
    }

    @Test
    void refusesAClusterThatIsNone() {
        assertThat(Configuration.minimal()
                        .with("sluice.freeze-except", "nowhere")
                        .mistakes())
                .containsExactly("sluice.freeze-except: 'nowhere' is not the name of a cluster");
    }

    @Test
    void warnsOfATimeThatIsPast() {
        assertThat(Configuration.minimal()
                        .with("sluice.freeze[0].from", "2020-01-01")
                        .with("sluice.freeze[0].until", "2020-01-02")
                        .warnings())
                .containsExactly("sluice.freeze[0].until: '2020-01-02' is past: nothing is frozen by it any more");
    }
}
