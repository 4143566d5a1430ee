package dev.sluice;

import dev.sluice.plan.settings.LabVariables;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The demo's configuration: there in the dev profile, and gone as soon as anything else configures Sluice, so that the
 * two never mix.
 */
public class DemoConfigSource implements ConfigSourceFactory {

    private static final String OWN = "sluice.demo.";

    /** Below everything that a user could write. */
    private static final int ORDINAL = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean wanted = context.getProfiles().contains("dev") && !isConfigured(context);
        return wanted ? demo(context) : List.of();
    }

    private static boolean isConfigured(ConfigSourceContext context) {
        // A file that is named there is read after this: what it holds cannot be seen yet.
        if (!value(context, SmallRyeConfig.SMALLRYE_CONFIG_LOCATIONS).isEmpty()) {
            return true;
        }
        for (var names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            String spelled = name.toLowerCase(Locale.ROOT).replace('_', '.');
            if (spelled.startsWith("sluice.") && !spelled.startsWith(OWN) || LabVariables.NAMES.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<ConfigSource> demo(ConfigSourceContext context) {
        Path folder = Path.of(System.getProperty("user.dir"), "target", "demo");
        Map<String, String> values = new HashMap<>();
        values.put(
                "sluice.git.url", folder.resolve("fleet.git").toUri().toString().replaceFirst("/$", ""));
        values.put(OWN + "repository", folder.resolve("fleet.git").toString());
        boolean live = "true".equals(value(context, OWN + "live-feeds"));
        if (!live) {
            values.put(
                    "sluice.feeds.goog.url", folder.resolve("goog.json").toUri().toString());
            values.put(
                    "sluice.feeds.cloud.url",
                    folder.resolve("cloud.json").toUri().toString());
        }
        try {
            URL yaml = Objects.requireNonNull(DemoConfigSource.class.getResource("/demo/demo.yaml"));
            return Stream.of(
                            new YamlConfigSource(yaml, ORDINAL),
                            new PropertiesConfigSource(values, "the demo", ORDINAL))
                    .map(ConfigSource.class::cast)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the demo's configuration", e);
        }
    }

    private static String value(ConfigSourceContext context, String name) {
        var value = context.getValue(name);
        return value == null || value.getValue() == null ? "" : value.getValue();
    }
}
