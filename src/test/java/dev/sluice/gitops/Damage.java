package dev.sluice.gitops;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FileUtils;

/** What can happen to a kept object store. */
enum Damage {
    PACK_TRUNCATED("is damaged") {
        @Override
        void happen(Path store) throws IOException {
            Path pack = file(store, ".*\\.pack");
            truncate(pack, Files.size(pack) / 2);
        }
    },
    PACK_EMPTIED("is damaged") {
        @Override
        void happen(Path store) throws IOException {
            truncate(file(store, ".*\\.pack"), 0);
        }
    },
    PACK_FLIPPED("is damaged") {
        @Override
        void happen(Path store) throws IOException {
            flip(file(store, ".*\\.pack"));
        }
    },
    INDEX_FLIPPED("is damaged") {
        @Override
        void happen(Path store) throws IOException {
            flip(file(store, ".*\\.idx"));
        }
    },
    LOOSE_OBJECT_FLIPPED("is damaged") {
        @Override
        void happen(Path store) throws IOException {
            flip(file(store, ".*/objects/[0-9a-f]{2}/.*"));
        }
    },
    SHALLOW_FLIPPED("is damaged") {
        @Override
        void happen(Path store) throws IOException {
            flip(store.resolve("objects.git/shallow"));
        }
    },
    SEAL_FLIPPED("seal") {
        @Override
        void happen(Path store) throws IOException {
            flip(store.resolve("objects.seal"));
        }
    },
    PACK_MISSING("is missing") {
        @Override
        void happen(Path store) throws IOException {
            Files.delete(file(store, ".*\\.pack"));
        }
    },
    LOOSE_OBJECT_MISSING("is missing") {
        @Override
        void happen(Path store) throws IOException {
            Files.delete(file(store, ".*/objects/[0-9a-f]{2}/.*"));
        }
    },
    EVERYTHING_MISSING("objects.git") {
        @Override
        void happen(Path store) throws IOException {
            FileUtils.delete(store.resolve("objects.git").toFile(), FileUtils.RECURSIVE);
        }
    },
    HALF_A_PACK_MORE("does not belong there") {
        @Override
        void happen(Path store) throws IOException {
            Files.writeString(store.resolve("objects.git/objects/pack/incoming_1.pack"), "PACK");
        }
    },
    LOCK_LEFT("does not belong there") {
        @Override
        void happen(Path store) throws IOException {
            Files.writeString(store.resolve("objects.git/shallow.lock"), "");
        }
    },
    KILLED("was not closed") {
        @Override
        void happen(Path store) throws IOException {
            Files.delete(store.resolve("objects.seal"));
        }
    },
    SEAL_IS_A_PIPE("a pipe, socket or device") {
        @Override
        void happen(Path store) throws IOException {
            Files.delete(store.resolve("objects.seal"));
            pipe(store.resolve("objects.seal"));
        }
    },
    SEAL_IS_A_FOLDER("a folder") {
        @Override
        void happen(Path store) throws IOException {
            Files.delete(store.resolve("objects.seal"));
            Files.createDirectory(store.resolve("objects.seal"));
        }
    },
    SEAL_IS_A_DEVICE("a pipe, socket or device") {
        @Override
        void happen(Path store) throws IOException {
            Files.delete(store.resolve("objects.seal"));
            Files.createSymbolicLink(store.resolve("objects.seal"), Path.of("/dev/zero"));
        }
    },
    PIPE_AMONG_OBJECTS("is not a file") {
        @Override
        void happen(Path store) throws IOException {
            Path object = file(store, ".*/objects/[0-9a-f]{2}/.*");
            Files.delete(object);
            pipe(object);
        }
    },
    FOREIGN_REPOSITORY("") {
        @Override
        void happen(Path store) throws IOException {
            FileUtils.delete(store.resolve("objects.git").toFile(), FileUtils.RECURSIVE);
            BareRepository.create(store.resolve("objects.git")).write("main", Map.of("theirs", "theirs"));
        }
    };

    private final String words;

    Damage(String words) {
        this.words = words;
    }

    /** The words that the warning about it must hold. */
    String words() {
        return words;
    }

    abstract void happen(Path store) throws IOException;

    /** Makes a named pipe, which a reader waits for. */
    static Path pipe(Path path) throws IOException {
        try {
            int status = new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
            if (status != 0) {
                throw new IOException("mkfifo ended with " + status);
            }
            return path;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    static Path file(Path store, String pattern) throws IOException {
        try (Stream<Path> paths = Files.walk(store)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> path.toString().matches(pattern))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static void truncate(Path file, long length) throws IOException {
        file.toFile().setWritable(true);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    static void flip(Path file) throws IOException {
        file.toFile().setWritable(true);
        byte[] bytes = Files.readAllBytes(file);
        int at = new Random(bytes.length).nextInt(bytes.length);
        bytes[at] ^= 1 << 3;
        Files.write(file, bytes);
    }
}
