package dev.sluice.gitops;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A run on a disk that fills up before a step, for a process of its own that may mount one: arguments are the repository, the
 * folder of the store, and the step. What it says is on the standard output.
 */
final class FullDisk {

    private FullDisk() {}

    public static void main(String... args) throws IOException {
        BareRepository repository = BareRepository.at(Path.of(args[0]));
        Path store = Path.of(args[1]);
        String step = args[2];
        if (step.equals("open")) {
            fill(store);
        }
        try (Remote remote =
                Remote.open(repository.origin(), Publishing.CONNECTIONS, Optional.of(store.resolve("kept")))) {
            if (step.equals("fetch")) {
                fill(store);
            }
            Snapshot base = remote.fetch();
            if (step.equals("commit")) {
                fill(store);
            }
            Draft draft = Publishing.writing(Map.of("a", "new"));
            System.out.println(new PushingPublisher(remote, Publishing.COMMITS).publish(base, draft));
            System.out.println("read " + base.text("b").orElseThrow());
        }
    }

    private static void fill(Path folder) throws IOException {
        for (int size = 1 << 20; size > 0; size /= 2) {
            try (OutputStream filler = Files.newOutputStream(folder.resolve("filler-" + size))) {
                while (true) {
                    filler.write(new byte[size]);
                }
            } catch (IOException e) {
                // full, as far as pieces of this size go
            }
        }
    }
}
