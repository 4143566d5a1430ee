package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.Assertion.Asserter;
import dev.sluice.ranges.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssertionSettingsTest {

    @Test
    void readsDecisionsWithAndWithoutANote() {
        Settings settings = Configuration.minimal().and("""
                        sluice:
                          assertions:
                            "8.8.8.8": allow
                            "8.8.4.4/32": { decision: deny, note: "no DNS, please" }
                            "2001:4860::/32": deny
                        """).settings();

        assertThat(settings.plan().assertions())
                .containsExactly(
                        asserted("8.8.4.4/32", Action.DENY, "no DNS, please"),
                        asserted("8.8.8.8/32", Action.ALLOW, ""),
                        Assertion.GOOGLE,
                        asserted("2001:4860::/32", Action.DENY, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"families: ipv6", "include: partner"})
    void assertsNothingOfGoogleWhereItIsNotBlocked(String block) {
        Settings settings = Configuration.minimal().and("""
                        sluice:
                          feeds: { partner: { url: https://example.org/partner.txt, format: lines } }
                          block: { %s }
                        """.formatted(block)).settings();

        assertThat(settings.plan().assertions()).isEmpty();
    }

    @Test
    void readsThemFromProperties() {
        Settings settings = Configuration.minimal()
                .with("sluice.assertions.\"8.8.8.8\".decision", "allow")
                .with("sluice.assertions.\"8.8.8.8\".note", "DNS")
                .with("sluice.assertions.\"9.9.9.9\"", "allow")
                .settings();

        assertThat(settings.plan().assertions())
                .containsExactly(
                        asserted("8.8.8.8/32", Action.ALLOW, "DNS"),
                        asserted("9.9.9.9/32", Action.ALLOW, ""),
                        Assertion.GOOGLE);
    }

    @Test
    void letsTheUserReplaceADefault() {
        assertThat(Configuration.minimal()
                        .with("sluice.assertions.\"142.250.0.0/15\"", "allow")
                        .settings()
                        .plan()
                        .assertions())
                .containsExactly(asserted("142.250.0.0/15", Action.ALLOW, ""));
    }

    @ParameterizedTest
    @CsvSource({"off", "false"})
    void switchesADefaultOff(String word) {
        assertThat(Configuration.minimal()
                        .and("sluice: { assertions: { \"142.250.0.0/15\": " + word + " } }")
                        .settings()
                        .plan()
                        .assertions())
                .isEmpty();
    }

    @Test
    void assertsNothingOfAFeedThatIsNotBlocked() {
        assertThat(Configuration.minimal()
                        .with("sluice.block.families", "ipv6")
                        .settings()
                        .plan()
                        .assertions())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    8.8.8.8    | maybe | 'maybe' is neither deny nor allow nor off
                    8.8.8.8    | Deny  | 'Deny' is neither deny nor allow nor off
                    8.8.8.8    | off   | only 142.250.0.0/15 is asserted by default and can be switched off
                    8.8.8.8/24 | deny  | '8.8.8.8/24' has host bits set: write 8.8.8.0/24
                    8.8.8      | deny  | '8.8.8' is not an IP address
                    google     | deny  | 'google' is not an IP address
                    """)
    void refusesWhatCannotBeAsserted(String addresses, String decision, String message) {
        String key = "sluice.assertions.\"" + addresses + "\"";

        assertThat(Configuration.minimal().with(key, decision).mistakes())
                .singleElement()
                .asString()
                .startsWith(key + ": " + message);
    }

    @Test
    void refusesTwoWordsOnOneCidr() {
        assertThat(Configuration.minimal()
                        .with("sluice.assertions.\"8.8.8.8\"", "deny")
                        .with("sluice.assertions.\"8.8.8.8/32\"", "allow")
                        .mistakes())
                .containsExactly("sluice.assertions.\"8.8.8.8/32\": '8.8.8.8/32' is asserted twice");
        assertThat(Configuration.minimal()
                        .with("sluice.assertions.\"8.8.8.8\"", "deny")
                        .with("sluice.assertions.\"8.8.8.8\".decision", "deny")
                        .mistakes())
                .containsExactly("sluice.assertions.\"8.8.8.8\": is decided twice: by its own value and by decision");
    }

    @Test
    void refusesANoteWithoutADecisionAndOneThatIsTooLong() {
        String key = "sluice.assertions.\"8.8.8.8\"";

        assertThat(Configuration.minimal().with(key + ".note", "x".repeat(201)).mistakes())
                .containsExactly(key + ".note: is not one line of at most 200 characters", key + ": is missing");
    }

    @Test
    void refusesAnUnknownKeyOfAnAssertion() {
        String key = "sluice.assertions.\"8.8.8.8\"";

        assertThat(Configuration.minimal()
                        .with(key, "deny")
                        .with(key + ".reason", "x")
                        .mistakes())
                .containsExactly(
                        key + ".reason: is not a key that Sluice knows; known below " + key + " are decision, note");
    }

    private static Assertion asserted(String addresses, Action action, String note) {
        return new Assertion(Prefix.parse(addresses), action, note, Asserter.USER);
    }
}
