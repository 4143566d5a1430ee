package dev.sluice.config;

import dev.sluice.config.ConfigurationFile.Content;
import dev.sluice.config.ConfigurationFile.Mapping;
import dev.sluice.config.ConfigurationFile.Nothing;
import dev.sluice.config.ConfigurationFile.Repetition;
import dev.sluice.config.ConfigurationFile.Scalar;
import dev.sluice.config.ConfigurationFile.Sequence;
import dev.sluice.config.ConfigurationFile.YamlField;
import java.util.Optional;
import java.util.Set;

/** Finds in a YAML file what would be read as something else, or not at all. */
final class FileCheck {

    private static final String OWN = "sluice";

    /** The namespaces of the libraries that read the same files. */
    private static final Set<String> OTHERS = Set.of(
            "config_ordinal", "io", "java", "kubernetes", "mp", "org", "POD_NAMESPACE", "quarkus", "smallrye", "vertx");

    /** Begins the names of top-level keys that users may have for themselves, for anchors and expressions. */
    private static final String FREE = "x-";

    private final ConfigurationFile file;
    private final KnownKeys keys;
    private final Problems problems;

    FileCheck(ConfigurationFile file, KnownKeys keys, Problems problems) {
        this.file = file;
        this.keys = keys;
        this.problems = problems;
    }

    void check() {
        for (Repetition repetition : file.repetitions()) {
            problems.error(
                    repetition.key(),
                    "is there twice, and only one of the two would count: " + file.at(repetition.first()) + " and "
                            + file.at(repetition.second()));
        }
        for (Content document : file.documents()) {
            switch (document) {
                case Nothing nothing -> {
                    // a file of comments alone
                }
                case Scalar scalar -> notKeys(scalar);
                case Sequence sequence -> notKeys(sequence);
                case Mapping mapping -> mapping.fields().forEach(this::root);
            }
        }
    }

    private void notKeys(Content document) {
        problems.error(file.at(document.line()), "is not a mapping of keys such as sluice");
    }

    private void root(YamlField field) {
        String name = field.name();
        if (name.startsWith("%") && !name.contains(".")) {
            if (field.content() instanceof Mapping profile) {
                profile.fields().forEach(this::root);
            }
        } else if (name.equals(OWN)) {
            value(OWN, keys.tree().name(OWN), field.content(), false);
        } else if (!isOthers(name)) {
            problems.error(name, unknownRoot(name) + at(field.content()));
        }
    }

    private boolean isOthers(String name) {
        return OTHERS.contains(name) || keys.isBesideSluice(name) || name.startsWith(FREE);
    }

    private String unknownRoot(String name) {
        if (name.contains(".")) {
            return "is one key with dots in it, which nothing reads: write " + name.replaceAll("[.\"]+", ": ")
                    + " as nested keys";
        }
        if (EditDistance.ofNames(name, OWN) < EditDistance.NONE) {
            return KnownKeys.UNKNOWN + "; did you mean sluice?";
        }
        return OTHERS.stream()
                .filter(other -> EditDistance.ofNames(name, other) == 1)
                .findFirst()
                .map(other -> KnownKeys.UNKNOWN + "; did you mean " + other + "?")
                .or(() -> keys.tree()
                        .nearest(OWN + "." + name)
                        .filter(near -> !near.equals(OWN))
                        .map(near -> KnownKeys.UNKNOWN + "; did you mean " + near + "?"))
                .orElse(KnownKeys.UNKNOWN + "; its keys are below sluice, and what begins with x- is yours");
    }

    /** @param isEntry whether it is one of several, of which an empty one would be left out */
    private void value(String key, Optional<KeyTree> known, Content content, boolean isEntry) {
        if (known.isEmpty()) {
            problems.error(key, keys.unknown(key) + at(content));
            return;
        }
        KeyTree place = known.get();
        switch (content) {
            case Nothing nothing ->
                problems.unread(
                        key,
                        "has no value: give it one, or "
                                + (place.element().isPresent() && !isEntry ? "[] for none" : "leave it out")
                                + at(content));
            case Scalar scalar -> scalar(key, place, scalar);
            case Sequence sequence -> sequence(key, place, sequence, isEntry);
            case Mapping mapping -> mapping(key, place, mapping, isEntry);
        }
    }

    private void scalar(String key, KeyTree place, Scalar scalar) {
        if (!place.isValue()) {
            problems.error(
                    key,
                    (place.element().isPresent() ? "is one value, where a list belongs" : keys.unknown(key))
                            + at(scalar));
        } else if (scalar.text().isBlank() && !KnownKeys.mayBeBlank(key)) {
            problems.unread(
                    key,
                    "is blank: give it a value, or "
                            + (place.element().isPresent() ? "[] for none" : "leave it out")
                            + at(scalar));
        }
    }

    private void sequence(String key, KeyTree place, Sequence sequence, boolean isEntry) {
        int size = sequence.elements().size();
        if (place.element().isPresent()) {
            for (int i = 0; i < size; i++) {
                value(key + "[" + i + "]", place.element(), sequence.elements().get(i), true);
            }
        } else if (place.isValue()) {
            String list = size > 0 ? "is a list" : "is an empty list";
            problems.unread(key, list + ", where one value belongs" + at(sequence));
        } else if (size > 0) {
            problems.error(key, "is a list, where keys belong" + at(sequence));
        } else if (isEntry) {
            emptyEntry(key, sequence);
        }
    }

    private void mapping(String key, KeyTree place, Mapping mapping, boolean isEntry) {
        boolean isNone = mapping.fields().isEmpty()
                && place.element().filter(KeyTree::isMapping).isPresent();
        if (!place.isMapping() && !isNone) {
            problems.unread(
                    key,
                    "holds keys, where "
                            + (place.element().isPresent() ? "a list" : "one value")
                            + " belongs" + at(mapping));
        } else if (mapping.fields().isEmpty() && isEntry) {
            emptyEntry(key, mapping);
        }
        if (place.isMapping()) {
            for (YamlField field : mapping.fields()) {
                if (field.readAs().isEmpty()) { // ~ gives the mapping itself a value
                    value(key, Optional.of(place), field.content(), false);
                } else {
                    value(key + "." + field.segment(), place.name(field.name()), field.content(), place.isOpen());
                }
            }
        }
    }

    private void emptyEntry(String key, Content content) {
        problems.unread(key, "is an entry without keys: fill it, or leave it out" + at(content));
    }

    private String at(Content content) {
        return " (" + file.at(content.line()) + ")";
    }
}
