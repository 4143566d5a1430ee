package dev.sluice.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A repository as earlier releases left it: all manifests of a cluster directly in its folder, in other waves. */
public final class EarlierLayout {

    private static final Pattern IN_A_PART = Pattern.compile("(clusters/[^/]+/)(?:firewall|observability)/([^/]+)");

    private static final Map<String, Integer> WAVES = Map.of(
            "OperatorGroup", -30,
            "Subscription", -20,
            "ExternalSecret", -10,
            "Group", -10,
            "ClusterRoleBinding", -10,
            "Node", -10,
            "LokiStack", 0,
            "FlowCollector", 10,
            "EgressIP", 20,
            "Job", 20);

    private EarlierLayout() {}

    /** Lays what the branch main holds out as earlier releases did; files of others stay where they are. */
    public static SortedMap<String, String> lay(RunLab lab) {
        SortedMap<String, String> earlier = of(lab.files());
        try {
            lab.repository.replace("main", earlier);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return earlier;
    }

    /** @param files text by path in the repository */
    static SortedMap<String, String> of(Map<String, String> files) {
        SortedMap<String, String> earlier = new TreeMap<>();
        SortedMap<String, TreeSet<String>> resources = new TreeMap<>();
        files.forEach((path, text) -> {
            Matcher inside = IN_A_PART.matcher(path);
            if (!inside.matches()) {
                earlier.put(path, text);
            } else if (!inside.group(2).equals("kustomization.yaml")) {
                earlier.put(inside.group(1) + inside.group(2), manifest(text));
                resources
                        .computeIfAbsent(inside.group(1), cluster -> new TreeSet<>())
                        .add(inside.group(2));
            }
        });
        resources.forEach((cluster, names) -> earlier.compute(
                cluster + "kustomization.yaml",
                (path, text) -> text.substring(0, text.indexOf("resources:"))
                        + names.stream()
                                .map(name -> "  - " + name + "\n")
                                .collect(Collectors.joining("", "resources:\n", ""))));
        return earlier;
    }

    private static String manifest(String text) {
        String kind = text.replaceFirst("(?s).*\nkind: (\\w+)\n.*", "$1");
        String earlier = text.replace("    argocd.argoproj.io/compare-options: IgnoreExtraneous\n", "")
                .replace("    argocd.argoproj.io/sync-options: Prune=false\n", "") // of operators
                .replace("argocd.argoproj.io/hook: Sync\n", "argocd.argoproj.io/hook: PostSync\n");
        return WAVES.containsKey(kind)
                ? earlier.replaceFirst("(sync-wave: )'?-?\\d+'?", "$1'" + WAVES.get(kind) + "'")
                : earlier;
    }
}
