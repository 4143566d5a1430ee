package dev.sluice.deploy;

import dev.sluice.deploy.ProjectRules.Cluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An Application of Argo CD, declared or generated.
 *
 * @param spec without any expression
 */
record ArgoApplication(String name, Declared spec) {

    /** A cluster beside the one that Argo CD runs on. */
    static final Cluster NORTH = new Cluster("north", "https://api.north.example:6443");

    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{ ?(.*?) ?}}");
    private static final Pattern SEGMENT = Pattern.compile("index \\.path\\.segments (\\d)");

    /** All that the manifests declare, and what they generate for the folders of the cluster {@link #NORTH}. */
    static List<ArgoApplication> all() {
        List<ArgoApplication> all = new ArrayList<>();
        for (Declared object : Declared.in(Declared.MANIFESTS)) {
            switch (object.kind()) {
                case "Application" -> all.add(new ArgoApplication(object.name(), part(object, "spec")));
                case "ApplicationSet" -> all.addAll(generated(object));
                default -> {}
            }
        }
        return all;
    }

    /** As the git generator does, of the folders that are there. */
    private static List<ArgoApplication> generated(Declared set) {
        List<String> patterns = set.list("spec", "generators", 0, "git", "directories").stream()
                .map(directory -> directory.text("path"))
                .toList();
        return Stream.of("", "/.sluice", "/firewall", "/observability")
                .map(folder -> "clusters/north" + folder)
                .filter(folder -> patterns.stream()
                        .anyMatch(pattern ->
                                folder.matches(pattern.replace(".", "\\.").replace("*", "[^/]*"))))
                .map(folder -> {
                    Declared template =
                            new Declared(set.file(), (Map<?, ?>) evaluated(set.map("spec", "template"), folder));
                    return new ArgoApplication(template.text("metadata", "name"), part(template, "spec"));
                })
                .toList();
    }

    private static Object evaluated(Object value, String path) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, Object> fields = new TreeMap<>();
                map.forEach((key, field) -> fields.put(key, evaluated(field, path)));
                yield fields;
            }
            case List<?> list ->
                list.stream().map(item -> evaluated(item, path)).toList();
            case String text ->
                EXPRESSION
                        .matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(evaluatedExpression(found.group(1), path)));
            default -> value;
        };
    }

    private static String evaluatedExpression(String expression, String path) {
        Matcher segment = SEGMENT.matcher(expression);
        if (segment.matches()) {
            return path.split("/")[Integer.parseInt(segment.group(1))];
        }
        return switch (expression) {
            case ".path.path" -> path;
            case ".path.basename" -> Path.of(path).getFileName().toString();
            default -> throw new IllegalArgumentException(expression);
        };
    }

    /** Where it goes, as Argo CD looks it up. */
    Cluster cluster() {
        if (spec.find("destination", "server").isPresent()
                == spec.find("destination", "name").isPresent()) {
            throw new IllegalArgumentException(name + " must have a server or a name as destination");
        }
        return Stream.of(Cluster.OWN, NORTH)
                .filter(cluster -> spec.find("destination", "server")
                        .map(cluster.server()::equals)
                        .orElseGet(() -> spec.text("destination", "name").equals(cluster.name())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " goes to a cluster that is not known"));
    }

    /** Empty where the destination has none. */
    String namespace() {
        return (String) spec.find("destination", "namespace").orElse("");
    }

    private static Declared part(Declared object, String field) {
        return new Declared(object.file(), object.map(field));
    }

    @Override
    public String toString() {
        return name;
    }
}
