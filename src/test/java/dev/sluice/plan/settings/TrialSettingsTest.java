package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.render.Target;
import dev.sluice.render.Trial;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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
    void triesFromTheNodeThatIsNamed() {
        Configuration tried = Configuration.minimal().with(VERIFY, "true");

        assertThat(targets(tried.with(DEMO + ".verify-with.node", "worker-02-demo")))
                .extracting(target -> target.trial().orElseThrow().node())
                .containsExactly(Optional.of("worker-02-demo"));
        assertThat(tried.with(DEMO + ".verify-with.node", "Worker 2").mistakes())
                .singleElement()
                .asString()
                .startsWith(DEMO + ".verify-with.node: 'Worker 2' is not a name: ");
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
    void triesGooglesSiteOnlyWhereGoogleIsBlocked() {
        Configuration own = Configuration.minimal()
                .with(VERIFY, "true")
                .with("sluice.feeds.spam.url", "https://lists.example/spam.txt")
                .with("sluice.feeds.spam.format", "lines")
                .with("sluice.block.include", "spam");

        assertThat(own.mistakes())
                .containsExactly(DEMO + ".verify-with.blocked: is missing: https://www.google.com is tried only where"
                        + " the feed goog is blocked over ipv4, and blocked is spam over ipv4; name a site that is"
                        + " blocked");
        assertThat(own.with(DEMO + ".verify-with.blocked", "https://spam.example")
                        .mistakes())
                .isEmpty();
        assertThat(own.with(VERIFY, "false").mistakes()).isEmpty();
        assertThat(own.with("sluice.block.include", "spam,goog").mistakes()).isEmpty();
    }

    @Test
    void triesGooglesSiteOnlyOverTheFamilyThatIsBlocked() {
        assertThat(Configuration.minimal()
                        .with(VERIFY, "true")
                        .with("sluice.block.families", "ipv6")
                        .mistakes())
                .singleElement()
                .asString()
                .endsWith("and blocked is goog over ipv6; name a site that is blocked");
    }

    @Test
    void asksForAControlThatIsAllowedWhereAllElseIsDenied() {
        Configuration closed =
                Configuration.minimal().with(VERIFY, "true").with(DEMO + ".egress-firewalls[0].otherwise", "deny");

        assertThat(closed.mistakes())
                .containsExactly(DEMO + ".verify-with.control: is missing: namespace llm-demo denies what no rule"
                        + " matches, https://www.redhat.com included; name a site that it allows");
        assertThat(closed.with(DEMO + ".verify-with.control", "https://proxy.example")
                        .mistakes())
                .isEmpty();
        assertThat(closed.with(DEMO + ".egress-firewalls[0].before[0].type", "Allow")
                        .with(DEMO + ".egress-firewalls[0].before[0].dns", "www.redhat.com")
                        .mistakes())
                .isEmpty();
    }

    @Test
    void refusesOneSiteForBoth() {
        assertThat(Configuration.minimal()
                        .with(DEMO + ".verify-with.control", "https://www.google.com")
                        .mistakes())
                .containsExactly(DEMO + ".verify-with: 'https://www.google.com' cannot be both blocked and reached");
    }

    private static List<Target> targets(Configuration configuration) {
        return configuration.settings().plan().clusters().getFirst().targets();
    }
}
