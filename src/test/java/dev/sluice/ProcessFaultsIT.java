package dev.sluice;

import dev.sluice.faults.FaultTable;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every row of {@code processes.yaml}: the packaged program is killed at one step of a run that has something to publish and
 * keeps its object store, or runs beside another one; the next run must end as if nothing had been. Rows run at the same time,
 * each in a scene of its own.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class ProcessFaultsIT {

    @TempDir
    Path folder;

    private final AtomicInteger scenes = new AtomicInteger();

    private ProcessScene.@Nullable Requests usual;

    @TestFactory
    Stream<DynamicTest> endAsTheTableSays() {
        return FaultTable.read("processes").tests(row -> {
            try (ProcessScene scene = new ProcessScene(folder.resolve("scene-" + scenes.incrementAndGet()))) {
                scene.check(row, this::usual);
            }
        });
    }

    /** All scenes are alike: one counts for them all. */
    private synchronized ProcessScene.Requests usual(ProcessScene scene) throws Exception {
        if (usual == null) {
            usual = scene.countRequests();
        }
        return usual;
    }
}
