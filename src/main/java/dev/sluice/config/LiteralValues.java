package dev.sluice.config;

import dev.sluice.config.ConfigurationFile.Content;
import dev.sluice.config.ConfigurationFile.Mapping;
import dev.sluice.config.ConfigurationFile.Nothing;
import dev.sluice.config.ConfigurationFile.Scalar;
import dev.sluice.config.ConfigurationFile.Sequence;
import dev.sluice.config.ConfigurationFile.YamlField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The text of one property in a YAML file.
 *
 * @param readAs the name that SmallRye Config gives to the property
 * @param isBoolean whether YAML 1.1 reads it as a boolean
 * @param line from 1
 */
record LiteralValues(String readAs, String text, boolean isBoolean, int line) {

    /** By name as written; a list of scalars has one value for all, and one for each. */
    static Map<String, LiteralValues> in(Content document) {
        Map<String, LiteralValues> values = new LinkedHashMap<>();
        add("", "", document, values);
        return values;
    }

    private static void add(String key, String readAs, Content content, Map<String, LiteralValues> values) {
        switch (content) {
            case Nothing nothing -> {
                // there is no property for it
            }
            case Scalar scalar ->
                values.put(key, new LiteralValues(readAs, scalar.text(), scalar.isBoolean(), scalar.line()));
            case Sequence sequence -> {
                joined(sequence)
                        .ifPresent(text -> values.put(key, new LiteralValues(readAs, text, false, sequence.line())));
                for (int i = 0; i < sequence.elements().size(); i++) {
                    String index = "[" + i + "]";
                    add(key + index, readAs + index, sequence.elements().get(i), values);
                }
            }
            case Mapping mapping ->
                mapping.fields()
                        .forEach(field -> add(
                                below(key, field.segment()),
                                below(readAs, YamlField.segment(field.readAs())),
                                field.content(),
                                values));
        }
    }

    private static String below(String key, String segment) {
        return key.isEmpty() || segment.isEmpty() ? key + segment : key + "." + segment;
    }

    /** As SmallRye Config joins the elements of a list: by commas, with a backslash before a comma in an element. */
    private static Optional<String> joined(Sequence sequence) {
        UnaryOperator<String> escape = text -> text.replace("\\", "\\\\").replace(",", "\\,");
        if (sequence.elements().stream()
                .anyMatch(element -> element instanceof Sequence || element instanceof Mapping)) {
            return Optional.empty();
        }
        return Optional.of(sequence.elements().stream()
                .filter(Scalar.class::isInstance)
                .map(element -> escape.apply(((Scalar) element).text()))
                .collect(Collectors.joining(",")));
    }
}
