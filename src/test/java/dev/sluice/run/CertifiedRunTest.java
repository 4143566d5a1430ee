package dev.sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.verify.CheckResult;
import dev.sluice.verify.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After each run, a checkout of what is committed verifies, whatever the feeds and settings were before. */
class CertifiedRunTest {

    private static final int HISTORIES = 6;
    private static final int RUNS = 4;

    /** Each test run takes new histories; -Druns.seed=N sees those again whose first seed is N. */
    static LongStream seeds() {
        long first = Long.getLong("runs.seed", System.currentTimeMillis());
        return LongStream.range(first, first + HISTORIES);
    }

    @ParameterizedTest(name = "-Druns.seed={0}")
    @MethodSource("seeds")
    void leavesACheckoutThatVerifies(long seed, @TempDir Path folder) throws IOException {
        RandomPlaces random = new RandomPlaces(seed);
        RunLab lab = new RunLab(folder);
        List<String> goog = random.feed(RandomPlaces.GOOG);
        List<String> cloud = random.feed(RandomPlaces.CLOUD);
        for (int run = 0; run < RUNS; run++) {
            Fleet fleet = random.fleet();
            String token = Long.toString(lab.feeds.publish(goog, cloud));
            Outcome outcome = lab.run(fleet.accept(token));
            Path checkout = Files.createDirectory(folder.resolve("checkout-" + run));
            lay(lab.files(), checkout);
            assertThat(Checkout.check(checkout))
                    .as("seed %d, run %d: %s", seed, run, outcome)
                    .hasSize(3)
                    .allMatch(CheckResult::isGood);
            goog = random.feed(goog);
            cloud = random.feed(cloud);
        }
    }

    private static void lay(Map<String, String> files, Path checkout) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = checkout.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
