package dev.sluice.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML configuration file as its author wrote it.
 *
 * <p>SmallRye Config flattens a file into properties. That drops keys without a value and the first of two equal keys, and
 * turns the words yes, no, on and off into booleans. Here they are all still there, with their lines.
 */
final class ConfigurationFile {

    private static final Pattern SOURCE = Pattern.compile("YamlConfigSource\\[source=(.*)]");

    /** The value of a key or an item of a list. */
    sealed interface Content {

        /** A line of the file, from 1. */
        int line();
    }

    /** Nothing, or the word null without quotes. */
    record Nothing(int line) implements Content {}

    /**
     * @param text the value as written, without quotes
     * @param isBoolean whether YAML 1.1 reads it as a boolean: true, yes, on and their opposites without quotes
     */
    record Scalar(String text, boolean isBoolean, int line) implements Content {}

    record Sequence(List<Content> elements, int line) implements Content {
        Sequence {
            elements = List.copyOf(elements);
        }
    }

    record Mapping(List<YamlField> fields, int line) implements Content {
        Mapping {
            fields = List.copyOf(fields);
        }
    }

    /**
     * @param name the key as written, without quotes
     * @param readAs the key as SmallRye Config reads it: {@code false} for {@code no}, empty for {@code ~}
     */
    record YamlField(String name, String readAs, Content content) {

        /** The key as a segment of a property's name. */
        String segment() {
            return segment(readAs.isEmpty() ? "" : name);
        }

        static String segment(String name) {
            return name.contains(".") ? '"' + name + '"' : name;
        }
    }

    /** One key that is there twice in the same mapping, or in two documents; only the later one would count. */
    record Repetition(String key, int first, int second) {}

    private final String where;
    private final List<Content> documents = new ArrayList<>();
    private final List<Repetition> repetitions = new ArrayList<>();
    private final Map<Node, Content> read = new HashMap<>();

    private ConfigurationFile(String where) {
        this.where = where;
    }

    /** The address of the YAML file that is read by a source of SmallRye Config; empty where it reads something else. */
    static Optional<URI> address(String source) {
        Matcher matcher = SOURCE.matcher(source);
        return matcher.matches() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
    }

    /** @throws UncheckedIOException if it cannot be read */
    static ConfigurationFile read(URI address) {
        ConfigurationFile file = new ConfigurationFile(where(address));
        try {
            URLConnection connection = address.toURL().openConnection();
            connection.setUseCaches(false);
            try (InputStream content = connection.getInputStream()) {
                file.readAll(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + address, e);
        }
        return file;
    }

    private static String where(URI address) {
        if (!"file".equals(address.getScheme())) {
            return address.toString();
        }
        Path file = Path.of(address);
        Path working = Path.of("").toAbsolutePath();
        return (file.startsWith(working) ? working.relativize(file) : file).toString();
    }

    /** The file with a line of it, for a message. */
    String at(int line) {
        return where + ":" + line;
    }

    List<Content> documents() {
        return List.copyOf(documents);
    }

    List<Repetition> repetitions() {
        return List.copyOf(repetitions);
    }

    private void readAll(InputStream content) {
        LoaderOptions options = new LoaderOptions();
        Composer composer = new Composer(
                new ParserImpl(new StreamReader(new UnicodeReader(content)), options), new Resolver(), options);
        while (composer.checkNode()) {
            documents.add(content("", composer.getNode(), new HashSet<>()));
        }
        Map<String, Integer> seen = new HashMap<>();
        for (Content document : documents) {
            Map<String, LiteralValues> values = LiteralValues.in(document);
            values.forEach((key, value) -> {
                Integer first = seen.putIfAbsent(key, value.line());
                if (first != null) {
                    repetitions.add(new Repetition(key, first, value.line()));
                }
            });
        }
    }

    /** What is written, by name of the property. */
    Map<String, LiteralValues> written() {
        Map<String, LiteralValues> values = new LinkedHashMap<>();
        documents.forEach(document -> values.putAll(LiteralValues.in(document)));
        return values;
    }

    private Content content(String key, Node node, Set<Node> above) {
        Content known = read.get(node); // an alias: what it repeats was looked at where it is defined
        if (known != null) {
            return known;
        }
        int line = node.getStartMark().getLine() + 1;
        if (!above.add(node)) {
            return new Nothing(line); // an alias of what it is in
        }
        Content content =
                switch (node) {
                    case ScalarNode scalar -> scalar(scalar, line);
                    case SequenceNode sequence -> sequence(key, sequence, line, above);
                    case MappingNode mapping ->
                        new Mapping(List.copyOf(fields(key, mapping, above).values()), line);
                    default -> new Nothing(line);
                };
        above.remove(node);
        read.put(node, content);
        return content;
    }

    private static Content scalar(ScalarNode node, int line) {
        return node.getTag().equals(Tag.NULL)
                ? new Nothing(line)
                : new Scalar(node.getValue(), node.getTag().equals(Tag.BOOL), line);
    }

    private Content sequence(String key, SequenceNode node, int line, Set<Node> above) {
        List<Content> elements = new ArrayList<>();
        for (Node element : node.getValue()) {
            elements.add(content(key + "[" + elements.size() + "]", element, above));
        }
        return new Sequence(elements, line);
    }

    /** By name; what a merge key brings in counts where the mapping does not say it itself. */
    private Map<String, YamlField> fields(String key, MappingNode node, Set<Node> above) {
        Map<String, YamlField> fields = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Node name = tuple.getKeyNode();
            if (name.getTag().equals(Tag.MERGE)) {
                merged.add(tuple.getValueNode());
                continue;
            }
            String text = name instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String segment = YamlField.segment(text);
            String below = key.isEmpty() ? segment : key + "." + segment;
            int line = name.getStartMark().getLine() + 1;
            String readAs = readAs(name, text);
            Integer first = lines.putIfAbsent(readAs, line); // no and false are one key, of which the first is dropped
            if (first != null) {
                repetitions.add(new Repetition(below, first, line));
            }
            Content content = content(below, tuple.getValueNode(), above);
            fields.put(text, new YamlField(text, readAs, atLeast(content, line)));
        }
        merged.forEach(from -> merge(key, from, above).forEach(fields::putIfAbsent));
        return fields;
    }

    private Map<String, YamlField> merge(String key, Node node, Set<Node> above) {
        Map<String, YamlField> fields = new LinkedHashMap<>();
        switch (node) {
            case MappingNode mapping -> {
                if (above.add(mapping)) {
                    fields.putAll(fields(key, mapping, above));
                    above.remove(mapping);
                }
            }
            case SequenceNode sequence ->
                sequence.getValue().forEach(each -> merge(key, each, above).forEach(fields::putIfAbsent));
            default -> {
                // SmallRye Config has refused it
            }
        }
        return fields;
    }

    /** A key without a value ends where the next one begins: its own line is the one to look at. */
    private static Content atLeast(Content content, int line) {
        return content instanceof Nothing ? new Nothing(line) : content;
    }

    private static String readAs(Node name, String text) {
        if (name.getTag().equals(Tag.NULL)) {
            return "";
        }
        return name.getTag().equals(Tag.BOOL)
                ? Boolean.toString(Set.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT)))
                : text;
    }
}
