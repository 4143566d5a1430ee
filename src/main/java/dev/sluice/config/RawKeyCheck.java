package dev.sluice.config;

import dev.sluice.text.OutsideText;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Checks that a configuration says what it means, before any value of it is read: unknown keys, keys without a value, keys
 * that are there twice, and expressions that lead nowhere.
 *
 * <p>It looks at the keys and texts of all sources alone; what a value must be is checked where it is read.
 */
public final class RawKeyCheck {

    private static final String OWN = "sluice.";

    /** The name in an expression; {@code $${} is the text itself. */
    private static final Pattern EXPRESSION = Pattern.compile("(?<![$\\\\])\\$\\{([^}:{$]+)");

    /** A value that is a variable and nothing else, so that its name cannot be a part of a secret. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z][A-Z0-9_]*}");

    private static final Pattern SECRET = Pattern.compile("(?i).*(token|password|passphrase)");
    private static final int LONGEST = 80;

    private final SmallRyeConfig config;
    private final KnownKeys known;
    private final Problems problems;
    private final Set<String> keys;

    public RawKeyCheck(MappingReader mappings, KnownKeys known, Problems problems) {
        this.config = mappings.config();
        this.keys = mappings.keys();
        this.known = known;
        this.problems = problems;
    }

    public void check() {
        for (ConfigSource source : config.getConfigSources()) {
            Optional<URI> address = ConfigurationFile.address(source.getName()).filter(RawKeyCheck::isOutside);
            if (address.isPresent()) {
                ConfigurationFile file = ConfigurationFile.read(address.get());
                new FileCheck(file, known, problems).check();
                file.written().forEach((key, written) -> sameRank(key, written, source));
            }
        }
        keys.stream().filter(key -> key.startsWith(OWN)).forEach(this::value);
        keys.stream().filter(key -> !key.startsWith(OWN)).forEach(this::misspeltRoot);
        Map<String, String> variables = new HashMap<>();
        for (ConfigSource source : config.getConfigSources(EnvConfigSource.class)) {
            variables.putAll(source.getProperties());
        }
        new VariableCheck(keys.stream().filter(this::isRead).toList(), known, problems).check(variables);
    }

    private boolean isRead(String key) {
        return known.isValue(key) || known.isList(key) && isBlank(config.getConfigValue(key));
    }

    private static boolean isBlank(ConfigValue value) {
        return value.getRawValue() == null || value.getRawValue().isBlank();
    }

    /** Of files that are named in one list the first has a key: what another says of it has to have a value, too. */
    private void sameRank(String key, LiteralValues written, ConfigSource source) {
        ConfigValue value = config.getConfigValue(key);
        boolean isOutranked = !key.startsWith(OWN)
                || source.getName().equals(value.getConfigSourceName())
                || source.getOrdinal() != value.getConfigSourceOrdinal();
        if (!isOutranked && missing(written.text()).findAny().isPresent()) {
            problems.unread(key, unresolved(key, written.text()));
        }
    }

    /** The names in expressions without a default that have no value. */
    private Stream<String> missing(String raw) {
        return EXPRESSION
                .matcher(raw)
                .results()
                .filter(match -> match.end() < raw.length() && raw.charAt(match.end()) == '}')
                .map(match -> match.group(1))
                .filter(name -> {
                    ConfigValue referred = config.getConfigValue(name);
                    return referred.hasProblems()
                            || referred.getValue() == null
                            || referred.getValue().isBlank();
                });
    }

    /** Files in the program's own archive are of those who build it. */
    private static boolean isOutside(URI address) {
        return Set.of("file", "http", "https").contains(address.getScheme());
    }

    private void value(String key) {
        ConfigValue value = config.getConfigValue(key);
        KeySource source = KeySource.of(value);
        boolean isBlank = isBlank(value);
        if (!known.isValue(key) && !(isBlank && known.isParent(key))) {
            if (source == KeySource.OTHER) { // files and variables are looked at as a whole
                problems.error(key, known.unknown(key));
            }
        } else if (!isBlank) {
            resolved(key, value);
        } else if (source != KeySource.FILE
                && value.getRawValue() != null
                && !known.isList(key)
                && !KnownKeys.mayBeBlank(key)) {
            problems.unread(key, "is blank");
        }
    }

    private void resolved(String key, ConfigValue value) {
        boolean isResolved = !value.hasProblems()
                && value.getValue() != null
                && !value.getValue().isBlank();
        boolean isElsewhere = keys.contains(key + "[0]"); // the elements of the list are looked at one by one
        if (!isResolved && !isElsewhere) {
            problems.unread(key, unresolved(key, value.getRawValue()));
        }
    }

    private String unresolved(String key, String raw) {
        if (SECRET.matcher(key).matches() && !VARIABLE.matcher(raw).matches()) {
            return "holds an expression that has no value: set what it names, or write $${ where ${ is meant";
        }
        String missing = missing(raw).map(RawKeyCheck::shown).collect(Collectors.joining(", "));
        String names = missing.isEmpty()
                ? EXPRESSION
                        .matcher(raw)
                        .results()
                        .map(match -> shown(match.group(1)))
                        .collect(Collectors.joining(", "))
                : missing;
        return "'${" + names + "}' has no value: set " + names + ", give it a default (${NAME:default}), or write $${"
                + " where ${ is meant";
    }

    private static String shown(String text) {
        return OutsideText.line(text, LONGEST);
    }

    /** {@code -Dsluce.block.families=both}, and {@code block.families} in a file of properties. */
    private void misspeltRoot(String key) {
        String root = key.replaceFirst("\\..*", "");
        if (root.equals(key) || KeySource.of(config.getConfigValue(key)) != KeySource.OTHER) {
            return;
        }
        if (!root.equals("sluice") && EditDistance.changes(root, "sluice") <= 2) {
            Optional<String> meant = known.tree().nearest("sluice" + key.substring(root.length()));
            meant.ifPresent(near -> problems.error(key, KnownKeys.UNKNOWN + "; did you mean " + near + "?"));
        } else if (isProperties(key) && known.isValue(OWN + key)) {
            problems.error(key, KnownKeys.UNKNOWN + "; did you mean " + OWN + key + "?");
        }
    }

    private boolean isProperties(String key) {
        String source = config.getConfigValue(key).getConfigSourceName();
        return source != null && source.startsWith("PropertiesConfigSource[source=file:");
    }

    private enum KeySource {
        FILE,
        VARIABLE,
        OTHER;

        static KeySource of(ConfigValue value) {
            String name = value.getConfigSourceName();
            if (name == null) {
                return OTHER;
            }
            if (name.startsWith(EnvConfigSource.NAME) || name.startsWith("DotEnvConfigSource")) {
                return VARIABLE;
            }
            return ConfigurationFile.address(name)
                            .filter(RawKeyCheck::isOutside)
                            .isPresent()
                    ? FILE
                    : OTHER;
        }
    }
}
