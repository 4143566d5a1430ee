package dev.sluice.serve.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActionSealTest {

    @Test
    void fitsTheSecretThatItWasMadeFromAlone() {
        String seal = ActionSeal.of("t0ken");

        assertThat(ActionSeal.matches("t0ken", seal)).isTrue();
        assertThat(ActionSeal.matches("t0ken2", seal)).isFalse();
        assertThat(ActionSeal.matches("t0ken", seal + "x")).isFalse();
        assertThat(ActionSeal.matches("t0ken", null)).isFalse();
        assertThat(ActionSeal.matches("", seal)).isFalse();
        assertThat(seal).doesNotContain("t0ken");
    }
}
