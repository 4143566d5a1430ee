package dev.sluice.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import java.net.URI;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives Sluice's own keys the text that the YAML file holds: {@code namespace: no} is no, where YAML 1.1 makes it false.
 *
 * <p>It is next to the sources, so that profiles and expressions work on the text. Keys of other programs are left as
 * they are.
 */
public final class LiteralValueInterceptor implements ConfigSourceInterceptorFactory {

    /** Below the interceptors of profiles, relocations and expressions. */
    private static final int PRIORITY = 100;

    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
        return new Interceptor();
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(PRIORITY);
    }

    private static final class Interceptor implements ConfigSourceInterceptor {

        private static final long serialVersionUID = 1;

        /** What each YAML file holds, by name of its source. */
        private final transient Map<String, Map<String, LiteralValues>> files = new ConcurrentHashMap<>();

        @Override
        public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
            ConfigValue value = context.proceed(name);
            if (!isOwn(name)) {
                return value;
            }
            ConfigValue corrected = value == null ? null : corrected(value, name, name);
            return files.values().stream()
                    .map(file -> file.get(name))
                    .filter(written -> written != null && !written.readAs().equals(name))
                    .map(written -> context.proceed(written.readAs()))
                    .filter(renamed -> renamed != null)
                    .flatMap(renamed -> Optional.ofNullable(corrected(renamed, renamed.getName(), name)).stream())
                    .filter(renamed ->
                            corrected == null || renamed.getConfigSourceOrdinal() >= corrected.getConfigSourceOrdinal())
                    .findFirst()
                    .orElse(corrected);
        }

        /** Empty where the file that has the value does not hold it under this name. */
        private @Nullable ConfigValue corrected(ConfigValue value, String readAs, String name) {
            Optional<Map<String, LiteralValues>> file = file(value);
            if (file.isEmpty()) {
                return readAs.equals(name) ? value : null;
            }
            LiteralValues written = file.get().get(name);
            if (written == null || !written.readAs().equals(readAs)) {
                return null;
            }
            boolean keeps = written.isBoolean() && KnownKeys.isBoolean(name);
            return value.from()
                    .withName(name)
                    .withValue(keeps ? value.getValue() : written.text())
                    .withRawValue(written.text())
                    .build();
        }

        @Override
        public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
            Set<String> names = new HashSet<>();
            Set<String> read = new HashSet<>();
            for (Iterator<String> all = context.iterateNames(); all.hasNext(); ) {
                String name = all.next();
                read.add(name);
                if (!isOwn(name) || isWritten(context, name)) {
                    names.add(name);
                }
            }
            files.values()
                    .forEach(file -> file.forEach((name, written) -> {
                        if (isOwn(name) && read.contains(written.readAs())) {
                            names.add(name);
                        }
                    }));
            return names.iterator();
        }

        /** Whether the source that has a value has it under the name that is written there. */
        private boolean isWritten(ConfigSourceInterceptorContext context, String name) {
            ConfigValue value = context.proceed(name);
            return value == null || corrected(value, name, name) != null;
        }

        private Optional<Map<String, LiteralValues>> file(ConfigValue value) {
            String source = value.getConfigSourceName();
            if (source == null) {
                return Optional.empty();
            }
            Map<String, LiteralValues> known = files.get(source);
            if (known != null) {
                return Optional.of(known);
            }
            Optional<URI> address = ConfigurationFile.address(source);
            return address.map(uri -> files.computeIfAbsent(
                    source, name -> ConfigurationFile.read(uri).written()));
        }

        private static boolean isOwn(String name) {
            return name.startsWith("sluice.")
                    || name.startsWith("%") && name.startsWith("sluice.", name.indexOf('.') + 1);
        }
    }
}
