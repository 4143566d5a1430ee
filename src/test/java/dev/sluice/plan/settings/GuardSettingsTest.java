package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import dev.sluice.policy.Guard;
import dev.sluice.policy.Guards;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardSettingsTest {

    private static final String DIGEST = "6ab9".repeat(16);

    @ParameterizedTest
    @EnumSource(Guard.class)
    void readsTheLimitOfEachGuard(Guard guard) {
        Settings settings =
                Configuration.minimal().with("sluice.guards." + guard, "12.5").settings();

        assertThat(settings.plan().guards()).isEqualTo(new Guards(Map.of(guard, 12.5), Set.of()));
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void readsTheLimitOfEachGuardFromTheEnvironment(Guard guard) {
        String variable = "SLUICE_GUARDS_" + guard.toString().replace('-', '_').toUpperCase(Locale.ROOT);

        Settings settings =
                Configuration.minimal().with(Map.of(variable, "12.5")).settings();

        assertThat(settings.plan().guards()).isEqualTo(new Guards(Map.of(guard, 12.5), Set.of()));
    }

    @Test
    void readsWhatAPersonLetPass() {
        Settings settings = Configuration.minimal()
                .and("sluice: { guards: { accept: [1776632400123, " + DIGEST + "], accept-removal: demo } }")
                .settings();

        assertThat(settings.plan().guards().accept()).containsExactlyInAnyOrder("1776632400123", DIGEST);
        assertThat(settings.plan().acceptRemoval()).containsExactly("demo");
    }

    @Test
    void readsWhatAPersonLetPassFromTheEnvironment() {
        Settings settings = Configuration.minimal()
                .with(Map.of("SLUICE_GUARDS_ACCEPT", DIGEST, "SLUICE_GUARDS_ACCEPT_REMOVAL", "demo/loki,edge"))
                .settings();

        assertThat(settings.plan().guards().accept()).containsExactly(DIGEST);
        assertThat(settings.plan().acceptRemoval()).containsExactlyInAnyOrder("demo/loki", "edge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "6ab9", "all", "-1"})
    void refusesAnAcceptanceThatCanMatchNothing(String acceptance) {
        assertThat(Configuration.minimal()
                        .with("sluice.guards.accept", acceptance)
                        .mistakes())
                .containsExactly("sluice.guards.accept: '" + acceptance + "' is not the digest that a held run prints,"
                        + " 64 hexadecimal digits, or a syncToken, a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.001", "25%", "many", "NaN", "Infinity"})
    void refusesALimitThatIsNoPercentage(String limit) {
        assertThat(Configuration.minimal()
                        .with("sluice.guards.rules-changed", limit)
                        .mistakes())
                .containsExactly("sluice.guards.rules-changed: '" + limit + "' is not a number of percent, 0 or more");
    }

    @Test
    void acceptsALimitOfZero() {
        Guards guards = Configuration.minimal()
                .with("sluice.guards.rules-changed", "0")
                .settings()
                .plan()
                .guards();

        assertThat(guards.limits()).containsEntry(Guard.RULES_CHANGED, 0.0);
    }

    @Test
    void refusesAGuardThatDoesNotExist() {
        List<String> mistakes = Configuration.minimal()
                .and("sluice: { guards: { rule-changed: 30 } }")
                .mistakes();

        assertThat(mistakes)
                .singleElement()
                .asString()
                .startsWith("sluice.guards.rule-changed: is not a key that Sluice knows;"
                        + " did you mean sluice.guards.rules-changed? (");
    }
}
