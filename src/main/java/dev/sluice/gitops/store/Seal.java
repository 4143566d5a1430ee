package dev.sluice.gitops.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What is known of a kept object store, written once a run is through with it. The seal is taken away while a run works: a
 * store without one was left in the middle of something.
 *
 * <p>A store that has every file of its seal, with the same length and checksum, and no other, is byte for byte what a run
 * left behind that had seen it to be complete. That is sufficient, and needs no walk through trees: any file that was
 * truncated, altered, deleted, added or exchanged shows. The checksum guards against accidents, not against a person who may
 * write in the folder, and who could as well alter the program. CRC-32C runs at the speed of memory from a process's first
 * moment, where a cryptographic digest waits for its compiler; what slips through one time in four billion meets the
 * checksums that Git has on each object.
 *
 * @param url the remote that the objects are from
 * @param isWhole whether the files of commits are there, too; otherwise some are
 * @param size bytes on disk that the store took when it was fresh
 * @param heads where branches stood that were fetched or pushed: commits by short name
 * @param files length and checksum by path inside the store
 */
public record Seal(
        String url, boolean isWhole, long size, SortedMap<String, ObjectId> heads, SortedMap<String, String> files) {

    private static final String STORE = "store";
    private static final String HEAD = "head";
    private static final String FILE = "file";
    /** What the smallest file takes on most file systems. */
    private static final int BLOCK = 4096;

    /** Bytes beyond twice a fresh store's: some hundred commits of its own. */
    private static final long ALLOWANCE = 8 << 20;

    /** A look-up may have to ask every pack. */
    private static final long MAX_PACKS = 50;

    private static final int BUFFER = 1 << 16;

    public Seal {
        heads = new TreeMap<>(heads);
        files = new TreeMap<>(files);
    }

    /** The seal of a store as it is now. */
    public static Seal of(ObjectStore store, String url, Optional<Seal> before) throws IOException {
        SortedMap<String, String> known = before.map(Seal::files).orElseGet(TreeMap::new);
        SortedMap<String, String> files = new TreeMap<>();
        for (Map.Entry<String, Path> file : list(store.folder()).entrySet()) {
            // Objects never change, and those that were there before were compared when the store was opened.
            String old = file.getKey().startsWith("objects/") ? known.get(file.getKey()) : null;
            boolean isSame = old != null && old.startsWith(Files.size(file.getValue()) + " ");
            files.put(file.getKey(), isSame ? old : stamp(file.getValue()));
        }
        long size = before.isPresent() ? before.get().size() : disk(files);
        return new Seal(url, store.isWhole(), size, store.heads(), files);
    }

    /** @throws ConfigInvalidException if the text is no seal, or was altered */
    public static Seal parse(String text) throws ConfigInvalidException {
        int end = text.indexOf('\n');
        if (end < 0 || !text.substring(0, end).equals(header(text.substring(end + 1)))) {
            throw new ConfigInvalidException("its seal is damaged");
        }
        Config config = new Config();
        config.fromText(text);
        SortedMap<String, ObjectId> heads = new TreeMap<>();
        for (String branch : config.getSubsections(HEAD)) {
            heads.put(branch, ObjectId.fromString(config.getString(HEAD, branch, "commit")));
        }
        SortedMap<String, String> files = new TreeMap<>();
        for (String path : config.getSubsections(FILE)) {
            files.put(path, config.getString(FILE, path, "is"));
        }
        return new Seal(
                config.getString(STORE, null, "url"),
                config.getBoolean(STORE, "whole", false),
                config.getLong(STORE, "size", 0),
                heads,
                files);
    }

    public void write(Path path) throws IOException {
        Config config = new Config();
        config.setString(STORE, null, "url", url);
        config.setBoolean(STORE, null, "whole", isWhole);
        config.setLong(STORE, null, "size", size);
        heads.forEach((branch, commit) -> config.setString(HEAD, branch, "commit", commit.name()));
        files.forEach((file, stamp) -> config.setString(FILE, file, "is", stamp));
        String text = config.toText();
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(unfinished, header(text) + "\n" + text);
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What differs between the seal and the files in a folder; empty where nothing does. */
    public Optional<String> difference(Path folder) throws IOException {
        SortedMap<String, Path> found = list(folder);
        for (String path : files.keySet()) {
            if (!found.containsKey(path)) {
                return Optional.of(path + " is missing");
            }
        }
        for (Map.Entry<String, Path> file : found.entrySet()) {
            String stamp = files.get(file.getKey());
            if (!Files.isRegularFile(file.getValue())) { // a pipe would be waited for
                return Optional.of(file.getKey() + " is not a file");
            }
            if (stamp == null) {
                return Optional.of(file.getKey() + " does not belong there");
            }
            if (!stamp.equals(stamp(file.getValue()))) {
                return Optional.of(file.getKey() + " is damaged");
            }
        }
        return Optional.empty();
    }

    /** Whether the store takes more than twice the room that it took when it was fresh, and some, or has too many packs. */
    public boolean isOutgrown() {
        long packs =
                files.keySet().stream().filter(path -> path.endsWith(".pack")).count();
        return packs > MAX_PACKS || disk(files) > 2 * size + ALLOWANCE;
    }

    private static long disk(Map<String, String> files) {
        return files.values().stream()
                .mapToLong(stamp -> Long.parseLong(stamp.substring(0, stamp.indexOf(' '))))
                .map(length -> (length + BLOCK - 1) / BLOCK * BLOCK)
                .sum();
    }

    private static SortedMap<String, Path> list(Path folder) throws IOException {
        Map<String, Path> files = new HashMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(path -> !Files.isDirectory(path))
                    .forEach(path -> files.put(folder.relativize(path).toString(), path));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new TreeMap<>(files);
    }

    private static String stamp(Path file) throws IOException {
        CRC32C checksum = new CRC32C();
        long length = 0;
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(buffer) >= 0) {
                length += buffer.flip().remaining();
                checksum.update(buffer);
                buffer.clear();
            }
        }
        return length + " " + Long.toHexString(checksum.getValue());
    }

    private static String header(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return "# sluice object store 1 " + Long.toHexString(checksum.getValue());
    }
}
