package dev.sluice.config;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Prefix;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads all mappings from a configuration, and every value that is wrong or missing beside them.
 *
 * <p>SmallRye Config itself stops a mapping at its first wrong value, and quotes it, be it a secret. Here each value that
 * is wrong has a stand-in, so that what does not fit together is found as well.
 */
public final class MappingReader {

    private static final int ABOVE_SMALLRYE = 200;
    private static final Pattern KEY = Pattern.compile("\\bsluice\\.[-\\w.\\[\\]\"*]+");

    private final Mistakes mistakes;
    private final SmallRyeConfig config;

    /**
     * @param base where the values come from
     * @param mappings must have no converter but {@link ValueConverter}s, and those of text
     * @param words for each enum in them
     */
    public MappingReader(
            SmallRyeConfig base,
            Collection<ConfigClass> mappings,
            Collection<WordConverter<?>> words,
            KnownKeys known) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredSecretKeysHandlers()
                .withProfiles(base.getProfiles())
                .withInterceptorFactories(new LiteralValueInterceptor(), new Outermost(known))
                .withConverter(Boolean.class, ABOVE_SMALLRYE, new TrueOrFalse())
                .withConverter(Duration.class, ABOVE_SMALLRYE, new Durations.UpToAnHour())
                .withConverter(Prefix.class, ABOVE_SMALLRYE, new PrefixConverter())
                .withConverter(Address.class, ABOVE_SMALLRYE, new PrefixConverter.OfAddress())
                .withValidateUnknown(false);
        base.getConfigSources().forEach(builder::withSources);
        words.forEach(word -> add(builder, word));
        mappings.forEach(builder::withMapping);
        this.mistakes = Mistakes.start();
        try {
            this.config = builder.build();
        } catch (ConfigValidationException e) {
            throw new IllegalStateException("these keys have no converter of their own: " + keys(e)); // quotes secrets
        } finally {
            Mistakes.stop();
        }
    }

    private static <E extends Enum<E>> void add(SmallRyeConfigBuilder builder, WordConverter<E> word) {
        builder.withConverter(word.constants(), ABOVE_SMALLRYE, word);
    }

    private static List<String> keys(ConfigValidationException failure) {
        return IntStream.range(0, failure.getProblemCount())
                .mapToObj(i -> KEY.matcher(String.valueOf(failure.getProblem(i).getMessage())))
                .map(found -> found.find() ? found.group() : "?")
                .toList();
    }

    /** The configuration that was read; its names include those of environment variables. */
    public SmallRyeConfig config() {
        return config;
    }

    /** All keys that a source gives; defaults of mappings are none. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            if (!DefaultValuesConfigSource.NAME.equals(
                    config.getConfigValue(name).getConfigSourceName())) {
                keys.add(name);
            }
        }
        return keys;
    }

    /** The values of a mapping: use them only where nothing is wrong. */
    public <T> T mapping(Class<T> type) {
        return config.getConfigMapping(type);
    }

    /** Adds what is wrong with values. */
    public void tell(Problems problems) {
        mistakes.found().forEach(mistake -> problems.error(mistake.key(), mistake.message()));
        mistakes.found().forEach(mistake -> problems.settle(mistake.key()));
    }

    /** Sees each key before its value is converted. */
    private record Outermost(KnownKeys known) implements ConfigSourceInterceptorFactory {

        @Override
        public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
            return this::value;
        }

        private @Nullable ConfigValue value(ConfigSourceInterceptorContext context, String name) {
            ConfigValue value = context.proceed(name);
            Mistakes reading = Mistakes.current();
            if (reading == null) {
                return value;
            }
            reading.next(name);
            boolean isThere = value != null && !value.hasProblems() && !"".equals(value.getValue());
            if (isThere) {
                return value;
            }
            if (!known.needsValue(name)) {
                return value == null || value.hasProblems() ? null : value;
            }
            reading.add(value == null ? "is missing" : "has no value");
            return ConfigValue.builder().withName(name).withValue(Mistakes.NONE).build();
        }

        @Override
        public OptionalInt getPriority() {
            return OptionalInt.of(Integer.MAX_VALUE);
        }
    }
}
