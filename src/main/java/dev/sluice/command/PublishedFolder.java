package dev.sluice.command;

import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Selection;
import dev.sluice.render.Provenance;
import dev.sluice.text.OutsideText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The published folder of one cluster, from a working tree or a commit.
 *
 * @param name of the folder, which is the cluster's; with the path to it where another has the same
 * @param files text by path inside the folder: manifests, and what is in {@code .sluice/}
 */
record PublishedFolder(String name, SortedMap<String, String> files) {

    PublishedFolder {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Those of a commit that are where clusters have their folders, by ascending name. */
    static List<PublishedFolder> in(Snapshot snapshot, FolderTemplate folders) {
        folders.load(snapshot, Provenance.MARKER);
        List<PublishedFolder> found = new ArrayList<>();
        folders.in(snapshot).forEach((cluster, folder) -> {
            List<String> paths = snapshot.files(folder);
            if (paths.contains(folder + "/" + Provenance.MARKER)) {
                SortedMap<String, String> files = new TreeMap<>();
                paths.forEach(path -> put(files, path.substring(folder.length() + 1), () -> text(snapshot, path)));
                found.add(new PublishedFolder(cluster, files));
            }
        });
        if (found.isEmpty()) {
            throw unpublished("the repository");
        }
        return found;
    }

    /**
     * Those of a commit, by ascending path.
     *
     * @param other a commit that is compared with it, in which a folder has the same name
     */
    static List<PublishedFolder> in(Snapshot snapshot, Snapshot other) {
        snapshot.load("");
        return among(
                snapshot.files(""),
                path -> text(snapshot, path),
                published(other.files("")),
                "repository",
                "the repository");
    }

    private static String text(Snapshot snapshot, String path) {
        return snapshot.text(path).orElse("");
    }

    /** Those of a working tree, by ascending path. */
    static List<PublishedFolder> in(Path checkout) {
        try (Stream<Path> tree = Files.walk(checkout)) {
            List<String> paths = tree.filter(Files::isRegularFile)
                    .map(file -> checkout.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.startsWith(".git/"))
                    .toList();
            String own = checkout.toAbsolutePath().normalize().getFileName().toString();
            return among(paths, path -> text(checkout.resolve(path)), Set.of(), own, "'" + checkout + "'");
        } catch (IOException e) {
            throw new CheckoutException("'" + checkout + "' cannot be read: " + OutsideText.line(e.toString()), e);
        } catch (UncheckedIOException e) {
            throw new CheckoutException("'" + checkout + "' cannot be read: " + OutsideText.line(e.getMessage()), e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CheckoutException("'" + file + "' cannot be read: " + OutsideText.line(e.toString()), e);
        }
    }

    /** The folders of clusters, by their markers; each ends in a slash, but for the root. */
    private static Set<String> published(Collection<String> paths) {
        return paths.stream()
                .filter(path -> path.equals(Provenance.MARKER) || path.endsWith("/" + Provenance.MARKER))
                .map(path -> path.substring(0, path.length() - Provenance.MARKER.length()))
                .collect(Collectors.toSet());
    }

    /**
     * @param others folders whose names are to differ from these, too
     * @param own what a cluster is called whose folder is the checkout itself
     */
    private static List<PublishedFolder> among(
            Collection<String> paths, Function<String, String> text, Set<String> others, String own, String where) {
        SortedMap<String, SortedMap<String, String>> folders = new TreeMap<>();
        published(paths).forEach(folder -> folders.put(folder, new TreeMap<>()));
        if (folders.isEmpty()) {
            throw unpublished(where);
        }
        for (String path : paths) {
            nearest(path, folders)
                    .ifPresent(folder ->
                            put(folders.get(folder), path.substring(folder.length()), () -> text.apply(path)));
        }
        Map<String, Long> names = Stream.concat(folders.keySet().stream(), others.stream())
                .distinct()
                .collect(Collectors.groupingBy(folder -> name(folder, own), Collectors.counting()));
        return folders.entrySet().stream()
                .map(folder -> {
                    String name = name(folder.getKey(), own);
                    return new PublishedFolder(
                            names.get(name) == 1 ? name : folder.getKey().replaceFirst("/$", ""), folder.getValue());
                })
                .toList();
    }

    private static void put(SortedMap<String, String> files, String inside, Supplier<String> text) {
        if (inside.startsWith(Provenance.FOLDER) || inside.matches("(?i).*\\.(yaml|yml|json)")) {
            files.put(inside, text.get());
        }
    }

    private static CheckoutException unpublished(String where) {
        return new CheckoutException(
                "no cluster is published in " + where + ": nothing in it holds " + Provenance.MARKER);
    }

    /** The longest folder that a file is in: one cluster's may be inside another's. */
    private static Optional<String> nearest(String path, SortedMap<String, ?> folders) {
        return folders.keySet().stream().filter(path::startsWith).reduce((one, other) -> other);
    }

    private static String name(String folder, String own) {
        return folder.isEmpty()
                ? own
                : folder.substring(folder.lastIndexOf('/', folder.length() - 2) + 1, folder.length() - 1);
    }

    /**
     * The rules of every firewall by namespace.
     *
     * @throws CheckoutException naming a file that cannot be read as a firewall
     */
    SortedMap<String, List<Rule>> firewalls() {
        SortedMap<String, List<Rule>> firewalls = new TreeMap<>();
        files.forEach((path, text) -> {
            if (!path.startsWith(Provenance.FOLDER)) {
                try {
                    ParsedFirewall.among(text)
                            .forEach(firewall -> firewalls.put(firewall.namespace(), firewall.rules()));
                } catch (IllegalArgumentException e) {
                    throw new CheckoutException(name + "/" + path + " cannot be read: " + e.getMessage(), e);
                }
            }
        });
        return firewalls;
    }

    /**
     * The lists that the rules were computed from, whatever their role.
     *
     * @throws CheckoutException naming a list that cannot be read
     */
    Selection lists() {
        try {
            return new Selection(
                    Provenance.read(path -> Optional.ofNullable(files.get(path)))
                            .map(read -> List.copyOf(read.lists().values()))
                            .orElse(List.of()),
                    List.of());
        } catch (IllegalArgumentException e) {
            throw new CheckoutException(name + "/" + e.getMessage(), e);
        }
    }
}
