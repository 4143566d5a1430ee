package dev.sluice.sync;

import dev.sluice.sync.settings.Settings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.Arrays;
import org.jboss.logging.Logger;

/** What happens once the configuration has been found good. */
public class Application implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(Application.class);

    private final Settings settings;
    private final Runs runs;
    private final Schedule schedule;
    private final Follower follower;

    Application(Settings settings, Runs runs, Schedule schedule, Follower follower) {
        this.settings = settings;
        this.runs = runs;
        this.schedule = schedule;
        this.follower = follower;
    }

    @Override
    public int run(String... words) {
        settings.warnings().forEach(LOG::warn);
        if (!Arguments.parse(Arrays.asList(words)).once()) {
            schedule.start();
            follower.start();
            Quarkus.waitForExit();
            return ExitCode.DONE.number();
        }
        RunFinished finished = runs.start().orElseThrow();
        System.out.println(Summary.of(finished.report()));
        return ExitCode.of(finished.outcome()).number();
    }
}
