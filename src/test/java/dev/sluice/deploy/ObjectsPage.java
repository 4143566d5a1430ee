package dev.sluice.deploy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page of all kinds of objects that are rendered, made of the golden folders and of what Argo CD is given. */
final class ObjectsPage {

    private static final String HEAD = """
            # What Sluice renders

            Made from the manifests that tests compare with; a test fails when it is not current, and
            `./mvnw test -Dtest=ObjectsPageTest -Ddocs.update=true` writes it anew.

            *Wave* is the order in which Argo CD applies the objects of a folder. What *stays* when it leaves Git carries
            `Prune=false`, and `IgnoreExtraneous`, so that the Application is Synced all the same. *Health* says who judges whether
            an object is healthy: a check of `manifests/argocd/health`, or Argo CD itself, which takes a kind that it does not know
            for healthy. *Argo CD may* lists what its controller may do beside reading: by `manifests/argocd/cluster-role.yaml`, or
            by what OpenShift GitOps grants. People change the configuration instead: an edit on the cluster is taken back.

            | kind | folder | wave | when it leaves Git | health | Argo CD may |
            |---|---|---|---|---|---|
            """;

    private static final Path ARGO_CD = Declared.MANIFESTS.resolve("argocd");
    private static final String ANNOTATION = "argocd.argoproj.io/";

    private record Row(String kind, String folder, int wave, String leaving, String health, String verbs) {

        private static final Comparator<Row> ORDER = Comparator.comparing(Row::folder)
                .thenComparing(Row::wave)
                .thenComparing(Row::kind)
                .thenComparing(Row::leaving);

        String line() {
            return "| " + kind + " | `" + folder + "` | " + wave + " | " + leaving + " | " + health + " | " + verbs
                    + " |\n";
        }
    }

    private ObjectsPage() {}

    static String text() {
        SortedSet<Row> rows = new TreeSet<>(Row.ORDER);
        Declared.in(Path.of("src/test/resources/golden")).forEach(object -> rows.add(row(object)));
        return HEAD + rows.stream().map(Row::line).collect(Collectors.joining());
    }

    private static Row row(Declared object) {
        return new Row(
                object.kind() + (isHook(object) ? ", a hook of each sync" : ""),
                object.file().getParent().getFileName().toString(),
                Integer.parseInt(annotation(object, "sync-wave")),
                leaving(object),
                health(object),
                verbs(object));
    }

    private static String leaving(Declared object) {
        if (isHook(object)) {
            return "no sync makes it again";
        }
        if (!List.of(annotation(object, "sync-options").split(",")).contains("Prune=false")) {
            return "deleted";
        }
        return annotation(object, "compare-options").equals("IgnoreExtraneous") ? "stays" : "stays, OutOfSync";
    }

    private static boolean isHook(Declared object) {
        return !annotation(object, "hook").isEmpty();
    }

    private static String annotation(Declared object, String name) {
        return (String)
                object.find("metadata", "annotations", ANNOTATION + name).orElse("");
    }

    private static String health(Declared object) {
        boolean isChecked =
                Declared.only(ARGO_CD.resolve("health/argocd.yaml")).list("spec", "resourceHealthChecks").stream()
                        .anyMatch(check -> check.text("group").equals(object.group())
                                && check.text("kind").equals(object.kind()));
        return isChecked ? "a check" : "Argo CD";
    }

    private static String verbs(Declared object) {
        String plural = object.kind().toLowerCase(Locale.ROOT) + "s";
        return Declared.read(ARGO_CD.resolve("cluster-role.yaml")).getFirst().list("rules").stream()
                .filter(rule -> rule.words("apiGroups").contains(object.group())
                        && rule.words("resources").contains(plural))
                .map(rule -> rule.words("verbs").stream()
                        .filter(verb -> !List.of("get", "list", "watch").contains(verb))
                        .collect(Collectors.joining(", ")))
                .findFirst()
                .orElse("all, as OpenShift GitOps grants");
    }
}
