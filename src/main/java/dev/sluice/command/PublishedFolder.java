package dev.sluice.command;

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
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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

    /** Those of a commit, by ascending path; {@code folder} and below, all where it is empty. */
    static List<PublishedFolder> in(Snapshot snapshot, String folder) {
        snapshot.load(folder);
        return among(snapshot.files(folder), path -> snapshot.text(path).orElse(""), "repository", "the repository");
    }

    /** Those of a working tree, by ascending path. */
    static List<PublishedFolder> in(Path checkout) {
        try (Stream<Path> tree = Files.walk(checkout)) {
            List<String> paths = tree.filter(Files::isRegularFile)
                    .map(file -> checkout.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.startsWith(".git/"))
                    .toList();
            String own = checkout.toAbsolutePath().normalize().getFileName().toString();
            return among(paths, path -> text(checkout.resolve(path)), own, "'" + checkout + "'");
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

    /** @param own what a cluster is called whose folder is the checkout itself */
    private static List<PublishedFolder> among(
            Collection<String> paths, Function<String, String> text, String own, String where) {
        SortedMap<String, SortedMap<String, String>> folders = new TreeMap<>();
        paths.stream()
                .filter(path -> path.equals(Provenance.MARKER) || path.endsWith("/" + Provenance.MARKER))
                .forEach(path ->
                        folders.put(path.substring(0, path.length() - Provenance.MARKER.length()), new TreeMap<>()));
        if (folders.isEmpty()) {
            throw new CheckoutException(
                    "no cluster is published in " + where + ": nothing in it holds " + Provenance.MARKER);
        }
        for (String path : paths) {
            nearest(path, folders).ifPresent(folder -> {
                String inside = path.substring(folder.length());
                if (inside.startsWith(Provenance.FOLDER) || inside.matches("(?i).*\\.(yaml|yml|json)")) {
                    folders.get(folder).put(inside, text.apply(path));
                }
            });
        }
        Map<String, Long> names = folders.keySet().stream()
                .collect(Collectors.groupingBy(folder -> name(folder, own), Collectors.counting()));
        return folders.entrySet().stream()
                .map(folder -> {
                    String name = name(folder.getKey(), own);
                    return new PublishedFolder(
                            names.get(name) == 1 ? name : folder.getKey().replaceFirst("/$", ""), folder.getValue());
                })
                .toList();
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
