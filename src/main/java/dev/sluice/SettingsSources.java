package dev.sluice;

import dev.sluice.gitops.Secret;
import dev.sluice.serve.web.EffectiveSetting;
import dev.sluice.text.OutsideText;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SysPropConfigSource;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Each key of Sluice's with its value, without secrets, and where that comes from. */
final class SettingsSources {

    private static final String PREFIX = "sluice.";
    private static final String HIDDEN = "•••";

    /** For example {@code YamlConfigSource[source=file:/deployments/config/application.yaml]}. */
    private static final Pattern FILE = Pattern.compile(".*\\[source=(?:.*?file:)?(.*?)]+");

    private SettingsSources() {}

    /** By ascending key. */
    static List<EffectiveSetting> of(SmallRyeConfig config) {
        TreeSet<String> keys = new TreeSet<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX) && !name.contains("*"))
                .forEach(keys::add);
        return keys.stream()
                .map(config::getConfigValue)
                .filter(value -> value.getValue() != null)
                .map(SettingsSources::setting)
                .toList();
    }

    private static EffectiveSetting setting(ConfigValue value) {
        boolean isSecret = SettingsMappings.KNOWN_KEYS.holds(value.getName(), Secret.class);
        return new EffectiveSetting(
                OutsideText.line(value.getName()),
                isSecret ? HIDDEN : OutsideText.line(value.getValue()),
                source(value),
                isDefault(value));
    }

    private static boolean isDefault(ConfigValue value) {
        return DefaultValuesConfigSource.NAME.equals(value.getConfigSourceName());
    }

    private static String source(ConfigValue value) {
        String name = String.valueOf(value.getConfigSourceName());
        if (isDefault(value)) {
            return "default";
        }
        if (name.startsWith(EnvConfigSource.NAME)) {
            return "environment variable";
        }
        if (name.startsWith(SysPropConfigSource.NAME)) {
            return "system property";
        }
        Matcher file = FILE.matcher(name);
        return OutsideText.line(file.matches() ? file.group(1) : name);
    }
}
