package dev.sluice.verify;

import dev.sluice.verify.CheckResult.Incomparable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A working tree of the repository, and the clusters' folders in it, wherever they are. */
public final class Checkout {

    private final Path root;
    private final List<CheckResult> findings = new ArrayList<>();

    private Checkout(Path root) {
        this.root = root;
    }

    /**
     * Checks every cluster whose folder is a directory or lies below it.
     *
     * @return what there is to say, by ascending path; never empty
     */
    public static List<CheckResult> check(Path directory) {
        Checkout checkout = new Checkout(directory.toAbsolutePath().normalize());
        try {
            checkout.checkAll();
        } catch (UncheckedIOException e) {
            checkout.findings.add(unreadable(directory.toString(), "", e.getCause()));
        }
        return checkout.findings;
    }

    private void checkAll() {
        List<Path> folders =
                files(root, file -> file.endsWith(ClusterCheck.MARKER) || file.endsWith(ClusterCheck.POLICY)).stream()
                        .map(file -> file.getParent().getParent())
                        .distinct()
                        .toList();
        for (Path folder : folders) {
            check(folder, folders);
        }
        if (folders.isEmpty()) {
            findings.add(new Incomparable(root.toString(), "no cluster: nothing in it holds " + ClusterCheck.MARKER));
        }
    }

    private void check(Path folder, List<Path> folders) {
        String cluster = name(folder, folders);
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files(folder, file -> folder.equals(nearest(file, folders)))) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            if (ClusterCheck.reads(path)) {
                try {
                    texts.put(path, Files.readString(file));
                } catch (IOException e) {
                    findings.add(unreadable(cluster, path + " ", e));
                }
            }
        }
        findings.addAll(ClusterCheck.of(cluster, texts));
    }

    /** The cluster's own name; with the path to it where another has the same. */
    private String name(Path folder, List<Path> folders) {
        Path name = folder.getFileName();
        boolean isUnique =
                folders.stream().filter(other -> other.endsWith(name)).count() == 1;
        return (isUnique ? name : root.relativize(folder)).toString();
    }

    /** The cluster that a file belongs to, where one's folder lies in another's. */
    private static Path nearest(Path file, List<Path> folders) {
        Path folder = file.getParent();
        while (!folders.contains(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static List<Path> files(Path directory, Predicate<Path> wanted) {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Incomparable unreadable(String subject, String file, IOException e) {
        return new Incomparable(subject, file + "cannot be read: " + e);
    }
}
