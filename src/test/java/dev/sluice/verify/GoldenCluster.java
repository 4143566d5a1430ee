package dev.sluice.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A rendered cluster's folder and what somebody made of it. */
final class GoldenCluster {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final String name;
    private final Map<String, String> files = new TreeMap<>();

    private GoldenCluster(String name) {
        this.name = name;
    }

    static GoldenCluster of(String name) {
        GoldenCluster cluster = new GoldenCluster(name);
        Path folder = GOLDEN.resolve(name);
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                cluster.with(folder.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cluster;
    }

    static Stream<String> names() {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GoldenCluster with(String file, String text) {
        files.put(file, text);
        return this;
    }

    GoldenCluster without(String file) {
        if (files.remove(file) == null) {
            throw new IllegalArgumentException(name + " has no " + file);
        }
        return this;
    }

    /** Changes what a file says; a change that changes nothing is a test's mistake. */
    GoldenCluster edit(String file, UnaryOperator<String> change) {
        String changed = change.apply(files.get(file));
        if (changed.equals(files.get(file))) {
            throw new IllegalArgumentException("nothing changes in " + file);
        }
        return with(file, changed);
    }

    String text(String file) {
        return files.get(file);
    }

    List<String> check() {
        return ClusterCheck.of(name, files).stream().map(CheckResult::line).toList();
    }

    boolean isGood() {
        return ClusterCheck.of(name, files).stream().allMatch(CheckResult::isGood);
    }

    Path write(Path folder) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
