package dev.sluice.sync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.render.Target;
import dev.sluice.render.Trial;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialSettingsTest {

    private static final String DEMO = "sluice.clusters.demo";
    private static final String VERIFY = DEMO + ".egress-firewalls[0].verify";

    @Test
    void triesNothingUnlessAsked() {
        assertThat(targets(Configuration.minimal())).extracting(Target::trial).allMatch(trial -> trial.isEmpty());
    }

    @Test
    void triesWhatTheLabTries() {
        assertThat(targets(Configuration.minimal().with(VERIFY, "true")))
                .extracting(target -> target.trial().orElseThrow())
                .containsExactly(
                        new Trial(Trial.DEFAULT_IMAGE, URI.create("https://www.google.com"), Trial.DEFAULT_CONTROL));
    }

    @Test
    void triesOnlyWhereItIsAsked() {
        // Given
        Configuration two = Configuration.minimal()
                .with(DEMO + ".egress-firewalls[1].namespace", "other")
                .with(DEMO + ".egress-firewalls[1].verify", "true")
                .with(DEMO + ".verify-with.image", "mirror.example/curl:8")
                .with(DEMO + ".verify-with.blocked", "https://blocked.example")
                .with(DEMO + ".verify-with.control", "http://control.example:8080");

        // When
        List<Target> targets = targets(two);

        // Then
        assertThat(targets.getFirst().trial()).isEmpty();
        assertThat(targets.getLast().trial())
                .contains(new Trial(
                        "mirror.example/curl:8",
                        URI.create("https://blocked.example"),
                        URI.create("http://control.example:8080")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ".egress-firewalls[0].verify | yes              | 'yes' is neither true nor false",
                ".verify-with.image          | curl; rm         | 'curl; rm' is not a container image such as HOST/NAME:TAG",
                ".verify-with.blocked        | www.google.com   | 'www.google.com' is not http://HOST or https://HOST without credentials",
                ".verify-with.control        | https://a:b@c.de | is not http://HOST or https://HOST without credentials"
            })
    void refusesAWrongValue(String key, String value, String why) {
        assertThat(Configuration.minimal().with(DEMO + key, value).mistakes()).containsExactly(DEMO + key + ": " + why);
    }

    @Test
    void refusesOneSiteForBoth() {
        assertThat(Configuration.minimal()
                        .with(DEMO + ".verify-with.control", "https://www.google.com")
                        .mistakes())
                .containsExactly(DEMO + ".verify-with: 'https://www.google.com' cannot be both blocked and reached");
    }

    private static List<Target> targets(Configuration configuration) {
        return configuration.settings().clusters().getFirst().targets();
    }
}
