package dev.sluice.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The one place that knows the YAML library.
 *
 * <p>Writes YAML 1.1 in block style, as Kubernetes reads it: what one of the libraries of Java, Go and Python would take
 * for a number, a date or a boolean is quoted. Keys keep their order.
 */
public final class Yaml {

    /** Far above the largest firewall: 8,000 rules take some 600,000 characters. */
    private static final int MAX_CHARACTERS = 16 * 1024 * 1024;

    /** What is text to SnakeYAML, but a boolean, a number, a time or an error to go-yaml or PyYAML. */
    private static final Pattern TEXT_ONLY_HERE = Pattern.compile("[yYnN=]"
            + "|[-+]?[0-9][0-9_]*"
            + "|[-+]?0[xX][0-9a-fA-F_]+"
            + "|[-+]?0[oO][0-7_]+"
            + "|[-+]?0[bB][01_]+"
            + "|[-+]\\.[0-9][0-9_]*([eE][-+]?[0-9]+)?"
            + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}");

    private Yaml() {}

    public static String write(Map<String, ?> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        // Shared lists must be written out: Kubernetes reads no anchors it did not ask for, and reviewers none at all.
        options.setDereferenceAliases(true);
        return library(options, careful()).dump(document);
    }

    /**
     * Reads a text that holds exactly one mapping.
     *
     * @throws IllegalArgumentException if the text is not YAML, repeats a key, or is not one mapping
     */
    public static Map<?, ?> read(String text) {
        Object document;
        try {
            document = library(new DumperOptions(), new Resolver()).load(text);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("not a YAML document: " + e.getMessage(), e);
        }
        if (document instanceof Map<?, ?> mapping) {
            return mapping;
        }
        throw new IllegalArgumentException("not a YAML mapping");
    }

    /**
     * Reads the mappings among the documents of a text, of which there may be any number.
     *
     * @throws IllegalArgumentException if the text is not YAML or repeats a key
     */
    static List<Map<?, ?>> readAll(String text) {
        List<Map<?, ?>> mappings = new ArrayList<>();
        try {
            for (Object document : library(new DumperOptions(), new Resolver()).loadAll(text)) {
                if (document instanceof Map<?, ?> mapping) {
                    mappings.add(mapping);
                }
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException("not a YAML document: " + e.getMessage(), e);
        }
        return mappings;
    }

    /** Text that resolves to another tag than text's own is quoted. */
    private static Resolver careful() {
        Resolver resolver = new Resolver();
        resolver.addImplicitResolver(new Tag("!text-only-here"), TEXT_ONLY_HERE, "yYnN=-+0123456789");
        return resolver;
    }

    private static org.yaml.snakeyaml.Yaml library(DumperOptions dumping, Resolver resolver) {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        loading.setCodePointLimit(MAX_CHARACTERS);
        return new org.yaml.snakeyaml.Yaml(
                new SafeConstructor(loading), new Representer(dumping), dumping, loading, resolver);
    }
}
