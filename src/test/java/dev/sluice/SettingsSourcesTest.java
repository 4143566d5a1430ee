package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.serve.web.EffectiveSetting;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsSourcesTest {

    @Test
    void saysWhereEachValueComesFromAndShowsNoSecret() {
        // Given
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "sluice.git.url", "https://robot:hunter2@git.example/fleet.git",
                                "sluice.git.token", "hunter2",
                                "sluice.api.token", "hunter2"),
                        "YamlConfigSource[source=file:/work/config/application.yaml]",
                        100))
                .build();

        // When
        List<EffectiveSetting> settings =
                SettingsSources.of(SettingsMappings.read(config).config());

        // Then
        assertThat(settings)
                .contains(
                        new EffectiveSetting("sluice.git.token", "•••", "/work/config/application.yaml", false),
                        new EffectiveSetting("sluice.api.token", "•••", "/work/config/application.yaml", false),
                        new EffectiveSetting("sluice.git.branch", "main", "default", true));
        assertThat(settings).noneMatch(setting -> setting.toString().contains("hunter2"));
        assertThat(settings).extracting(EffectiveSetting::key).isSorted().allMatch(key -> key.startsWith("sluice."));
    }
}
