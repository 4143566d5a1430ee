package dev.sluice.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of all configuration keys, made of the mappings and their Javadoc. */
final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            Made from the Javadoc of the configuration mappings; a test fails when it is not current, and
            `./mvnw test -Dtest=ConfigurationPageTest -Ddocs.update=true` writes it anew.

            `<name>` is a name that you choose, `[]` a position in a list from 0 on; in YAML both are simply nested.
            A list may also be written as one text with commas. Every key can be a system property, or a variable in capitals
            with `_` for every other character: `sluice.git.token-file` is `SLUICE_GIT_TOKEN_FILE`.
            """;

    private ConfigurationPage() {}

    static String text() throws IOException {
        Javadoc javadoc = Javadoc.read();
        return HEAD
                + mappings().stream().map(mapping -> section(mapping, javadoc)).collect(Collectors.joining());
    }

    private static List<Class<?>> mappings() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.sluice").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .sorted(Comparator.<Class<?>, String>comparing(ConfigurationPage::prefix)
                                .thenComparing(Class::getName))
                        .toList();
    }

    private static String prefix(Class<?> mapping) {
        return mapping.getAnnotation(ConfigMapping.class).prefix();
    }

    private static String section(Class<?> mapping, Javadoc javadoc) {
        SortedMap<String, String> rows = new TreeMap<>();
        for (var property :
                ConfigMappings.getProperties(ConfigClass.configClass(mapping)).entrySet()) {
            Method method = property.getValue().getMethod();
            rows.putIfAbsent(key(property.getKey()), javadoc.of(method));
        }
        return "\n## " + prefix(mapping) + "\n\n"
                + javadoc.of(mapping).replaceFirst("; raw values, checked when the service starts", "")
                + "\n\n| key | meaning |\n|---|---|\n"
                + rows.entrySet().stream().map(ConfigurationPage::row).collect(Collectors.joining());
    }

    /** A list of values shows its own name alone. */
    private static String key(String name) {
        return name.replaceFirst("\\[\\*]$", "").replace("[*]", "[]").replace("*", "<name>");
    }

    private static String row(Map.Entry<String, String> row) {
        return "| `" + row.getKey() + "` | " + row.getValue().replace("|", "\\|") + " |\n";
    }
}
