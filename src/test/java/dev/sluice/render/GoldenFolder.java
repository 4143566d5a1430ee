package dev.sluice.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of expected files. */
record GoldenFolder(Path path) {

    /** Every file in the folder and below; none where there is no such folder. */
    List<ManifestFile> read() throws IOException {
        if (Files.notExists(path)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.filter(Files::isRegularFile).map(this::read).toList();
        }
    }

    /** Replaces what the folder holds. */
    void write(List<ManifestFile> files) throws IOException {
        delete();
        for (ManifestFile file : files) {
            Path target = path.resolve(file.path());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.text());
        }
    }

    private ManifestFile read(Path file) {
        try {
            String relative = path.relativize(file).toString().replace('\\', '/');
            return new ManifestFile(relative, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
