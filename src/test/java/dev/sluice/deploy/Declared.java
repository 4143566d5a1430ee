package dev.sluice.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One YAML document as it stands in a file. */
record Declared(Path file, Map<?, ?> fields) {

    static final Path MANIFESTS = Path.of("manifests");

    /** Every object in the YAML files of a folder and below; what only Kustomize reads is left out. */
    static List<Declared> in(Path folder) {
        return yaml(folder).stream()
                .flatMap(file -> read(file).stream())
                .filter(object -> object.fields.containsKey("apiVersion")
                        && !object.apiVersion().startsWith("kustomize.config.k8s.io")
                        && !object.fields.containsKey("$patch"))
                .toList();
    }

    static List<Path> yaml(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Declared> read(Path file) {
        try {
            return parse(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Declared> parse(Path origin, String text) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<Declared> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(text)) {
            documents.add(new Declared(origin, (Map<?, ?>) document));
        }
        return documents;
    }

    /** The one object of a file. */
    static Declared only(Path file) {
        List<Declared> all = read(file);
        if (all.size() != 1) {
            throw new IllegalArgumentException(file + " holds " + all.size() + " documents");
        }
        return all.getFirst();
    }

    String apiVersion() {
        return text("apiVersion");
    }

    /** Empty for the core group. */
    String group() {
        return apiVersion().contains("/") ? apiVersion().replaceFirst("/.*", "") : "";
    }

    String kind() {
        return text("kind");
    }

    String name() {
        return text("metadata", "name");
    }

    /** Empty for an object without one. */
    String namespace() {
        return (String) find("metadata", "namespace").orElse("");
    }

    String text(Object... path) {
        return String.valueOf(at(path));
    }

    Map<?, ?> map(Object... path) {
        return (Map<?, ?>) at(path);
    }

    /** A list of mappings. */
    List<Declared> list(Object... path) {
        return ((List<?>) at(path))
                .stream().map(item -> new Declared(file, (Map<?, ?>) item)).toList();
    }

    /** A list of words; none where the field is absent. */
    List<String> words(Object... path) {
        return ((List<?>) find(path).orElse(List.of()))
                .stream().map(String::valueOf).toList();
    }

    Object at(Object... path) {
        return find(path).orElseThrow(() -> new IllegalArgumentException(this + " has no " + List.of(path)));
    }

    /** What stands at a path of field names and positions in lists. */
    Optional<Object> find(Object... path) {
        Object at = fields;
        for (Object step : path) {
            if (at instanceof Map<?, ?> map) {
                at = map.get(step);
            } else if (at instanceof List<?> list && step instanceof Integer position && position < list.size()) {
                at = list.get(position);
            } else {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(at);
    }

    /** The specification of the pods that this object makes; empty where it makes none. */
    Optional<Declared> pod() {
        Object[] path =
                switch (kind()) {
                    case "Pod" -> new Object[] {"spec"};
                    case "Deployment", "Job" -> new Object[] {"spec", "template", "spec"};
                    case "CronJob" -> new Object[] {"spec", "jobTemplate", "spec", "template", "spec"};
                    default -> new Object[] {"no pod"};
                };
        return find(path).map(spec -> new Declared(file, (Map<?, ?>) spec));
    }

    @Override
    public String toString() {
        return file + ": " + fields.get("kind") + " " + find("metadata", "name").orElse("");
    }
}
