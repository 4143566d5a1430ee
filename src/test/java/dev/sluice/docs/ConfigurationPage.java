package dev.sluice.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sluice.config.KnownKeys;
import dev.sluice.policy.Guard;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of all configuration keys, made of the mappings and their Javadoc. */
final class ConfigurationPage {

    /** Each group of a cluster's keys has its own section. */
    private static final Pattern CLUSTER = Pattern.compile("(sluice\\.clusters\\.<name>(?:\\.[-a-z]+(?=[.\\[]))?).*");

    private static final String HEAD = """
            # Configuration

            Made from the Javadoc of the configuration mappings; a test fails when it is not current, and
            `./mvnw test -Dtest=ConfigurationPageTest -Ddocs.update=true` writes it anew.

            `<name>` is a name that you choose, `[]` a position in a list from 0 on; in YAML both are simply nested.
            A list may also be written as one text with commas. Every key can be a system property, or a variable in capitals
            with `_` for every other character: `sluice.git.token-file` is `SLUICE_GIT_TOKEN_FILE`.
            """;

    private ConfigurationPage() {}

    /** One key. */
    private record Row(String key, String section, Property property) {

        String line(Javadoc javadoc) {
            return "| `" + key + "` | "
                    + Stream.of(type(), preset(), javadoc.of(property.getMethod()))
                            .map(cell -> cell.replace("|", "\\|"))
                            .collect(Collectors.joining(" | "))
                    + " |\n";
        }

        private String type() {
            return KeyType.of(property);
        }

        private String preset() {
            if (property.hasDefaultValue()) {
                return "`" + property.getDefaultValue() + "`";
            }
            return Stream.of(Guard.values())
                    .filter(guard -> key.equals("sluice.guards." + guard))
                    .map(guard -> "`"
                            + BigDecimal.valueOf(guard.defaultLimit())
                                    .stripTrailingZeros()
                                    .toPlainString() + "`")
                    .findFirst()
                    .orElse(KnownKeys.isRequired(property) ? "required" : "");
        }
    }

    static String text() throws IOException {
        Javadoc javadoc = Javadoc.read();
        SortedMap<String, SortedMap<String, Row>> sections = new TreeMap<>();
        for (Class<?> mapping : mappings()) {
            ConfigMappings.getProperties(ConfigClass.configClass(mapping)).forEach((name, property) -> {
                Row row = row(name, mapping, property);
                sections.computeIfAbsent(row.section(), section -> new TreeMap<>())
                        .putIfAbsent(row.key(), row);
            });
        }
        return HEAD
                + sections.entrySet().stream()
                        .map(section -> section(
                                section.getKey(), List.copyOf(section.getValue().values()), javadoc))
                        .collect(Collectors.joining());
    }

    private static List<Class<?>> mappings() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.sluice").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .sorted(Comparator.comparing(Class::getName))
                        .toList();
    }

    private static Row row(String name, Class<?> mapping, Property property) {
        String key = key(name);
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        Matcher ofCluster = CLUSTER.matcher(key);
        return new Row(key, ofCluster.matches() ? ofCluster.group(1) : prefix, property);
    }

    private static String section(String name, List<Row> rows, Javadoc javadoc) {
        String about = rows.stream()
                .filter(row -> row.key().lastIndexOf('.') == name.length())
                .map(row -> row.property().getMethod().getDeclaringClass())
                .map(type -> javadoc.of(type.isAnnotationPresent(ConfigMapping.class) ? type : about(type, name)))
                .distinct()
                .collect(Collectors.joining(" "));
        return "\n## `" + name + "`\n\n" + about + "\n\n| key | type | default | meaning |\n|---|---|---|---|\n"
                + rows.stream().map(row -> row.line(javadoc)).collect(Collectors.joining());
    }

    /** The mapping says what its only group is about. */
    private static Class<?> about(Class<?> group, String section) {
        Class<?> mapping = group.getEnclosingClass() == null ? group : group.getEnclosingClass();
        ConfigMapping annotation = mapping.getAnnotation(ConfigMapping.class);
        return annotation != null && annotation.prefix().equals(section) ? mapping : group;
    }

    /** A list of values shows its own name alone. */
    private static String key(String name) {
        return name.replaceFirst("\\[\\*]$", "").replace("[*]", "[]").replace("*", "<name>");
    }
}
