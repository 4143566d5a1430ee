package dev.sluice.review.forge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeRegistryTest {

    @Test
    void findsEveryForgeByItsName() {
        assertThat(ForgeRegistry.names())
                .startsWith("github", "gitlab", "gitea", "forgejo")
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(ForgeRegistry.find(name))
                        .hasValueSatisfying(provider -> assertThat(provider).hasToString(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GitHub", "GITHUB", "github "})
    void findsNoForgeByAnotherSpelling(String name) {
        assertThat(ForgeRegistry.find(name)).isEmpty();
    }

    @Test
    void namesAreAsInAConfiguration() {
        assertThat(ForgeRegistry.names())
                .allSatisfy(name -> assertThat(name).isEqualTo(name.strip().toLowerCase(Locale.ROOT)));
    }
}
