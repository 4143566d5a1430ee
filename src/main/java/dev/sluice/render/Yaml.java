package dev.sluice.render;

import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The one place that knows the YAML library.
 *
 * <p>Writes YAML 1.1 in block style, as Kubernetes reads it: what would be taken for a number, a date or a boolean is
 * quoted. Keys keep their order.
 */
final class Yaml {

    /** Far above the largest firewall: 8,000 rules take some 600,000 characters. */
    private static final int MAX_CHARACTERS = 16 * 1024 * 1024;

    private Yaml() {}

    static String write(Map<String, ?> document) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setSplitLines(false);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        // Shared lists must be written out: Kubernetes reads no anchors it did not ask for, and reviewers none at all.
        options.setDereferenceAliases(true);
        return library(options).dump(document);
    }

    /**
     * Reads a text that holds exactly one mapping.
     *
     * @throws IllegalArgumentException if the text is not YAML, repeats a key, or is not one mapping
     */
    static Map<?, ?> read(String text) {
        Object document;
        try {
            document = library(new DumperOptions()).load(text);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("not a YAML document: " + e.getMessage(), e);
        }
        if (document instanceof Map<?, ?> mapping) {
            return mapping;
        }
        throw new IllegalArgumentException("not a YAML mapping");
    }

    private static org.yaml.snakeyaml.Yaml library(DumperOptions dumping) {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        loading.setCodePointLimit(MAX_CHARACTERS);
        return new org.yaml.snakeyaml.Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading);
    }
}
