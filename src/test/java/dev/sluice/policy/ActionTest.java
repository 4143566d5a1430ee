package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionTest {

    @Test
    void readsAndPrintsTheSpellingOfAManifest() {
        assertThat(Action.parse("Allow")).isEqualTo(Action.ALLOW).hasToString("Allow");
        assertThat(Action.parse("Deny")).isEqualTo(Action.DENY).hasToString("Deny");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "allow", "DENY", "AllowAll", "Allow ", "Drop"})
    void refusesWhatTheClusterWouldDropSilently(String text) {
        assertThatThrownBy(() -> Action.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is neither Allow nor Deny");
    }
}
