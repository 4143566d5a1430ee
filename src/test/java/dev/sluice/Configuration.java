package dev.sluice;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.ConfigurationException;
import dev.sluice.config.LiteralValueInterceptor;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** A configuration as somebody writes it, read the way the service reads it. */
public final class Configuration {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

    private final List<ConfigSource> sources;

    private Configuration(List<ConfigSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The lab's configuration with every key at its default or the lab's value. */
    public static Configuration sample() {
        try (InputStream content = Configuration.class.getResourceAsStream("sample.yaml")) {
            return yaml(new String(Objects.requireNonNull(content).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The least that starts. */
    public static Configuration minimal() {
        return nothing()
                .with("sluice.git.url", "https://git.example/fleet.git")
                .with("sluice.clusters.demo.networks.machine", "192.168.99.0/24")
                .with("sluice.clusters.demo.networks.service", "172.22.0.0/16")
                .with("sluice.clusters.demo.networks.pod", "10.132.0.0/14")
                .with("sluice.clusters.demo.egress-firewalls[0].namespace", "llm-demo");
    }

    public static Configuration nothing() {
        return new Configuration(List.of());
    }

    public static Configuration yaml(String text) {
        return nothing().and(text);
    }

    /** The same with a YAML file on top. */
    public Configuration and(String yaml) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "configurations"));
            return file(Files.writeString(Files.createTempFile(folder, "application-", ".yaml"), yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with what is in a YAML file on top. */
    public Configuration file(Path file) {
        try {
            return plus(new YamlConfigSource(file.toUri().toURL(), 110 + sources.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a system property on top. */
    public Configuration with(String key, String value) {
        return plus(new PropertiesConfigSource(Map.of(key, value), "property " + key, 400 + sources.size()));
    }

    /** The same with environment variables on top. */
    public Configuration with(Map<String, String> variables) {
        return plus(new EnvConfigSource(variables, 300 + sources.size()));
    }

    public List<ConfigSource> sources() {
        return sources;
    }

    public Configuration plus(ConfigSource source) {
        List<ConfigSource> more = new ArrayList<>(sources);
        more.add(source);
        return new Configuration(more);
    }

    public Settings settings() {
        return settings(config());
    }

    public static Settings settings(SmallRyeConfig config) {
        return new SettingsProducer(config, NOW, new CompanyAuthority()).settings();
    }

    /** What is wrong with it, one mistake an entry; empty where it starts. */
    public List<String> mistakes() {
        ConfigurationException refusal = catchThrowableOfType(ConfigurationException.class, this::settings);
        return refusal == null
                ? List.of()
                : refusal.getMessage().lines().skip(1).map(String::strip).toList();
    }

    public List<String> warnings() {
        return settings().plan().warnings();
    }

    public SmallRyeConfig config() {
        return read(builder().withSources(sources).build());
    }

    /** The same with the mappings. */
    public static SmallRyeConfig read(SmallRyeConfig config) {
        return SettingsMappings.read(config).config();
    }

    /** Knows what the service knows, and has no sources yet. */
    public static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptorFactories(new LiteralValueInterceptor())
                .withValidateUnknown(false);
    }
}
