package dev.sluice;

import dev.sluice.follow.VerificationLoop;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.run.ExitCode;
import dev.sluice.run.RunFinished;
import dev.sluice.run.RunService;
import dev.sluice.run.Schedule;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.Arrays;
import org.jboss.logging.Logger;

/** What happens once the configuration has been found good. */
public class Application implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(Application.class);

    private final PlanSettings settings;
    private final RunService runs;
    private final Schedule schedule;
    private final VerificationLoop follower;

    Application(PlanSettings settings, RunService runs, Schedule schedule, VerificationLoop follower) {
        this.settings = settings;
        this.runs = runs;
        this.schedule = schedule;
        this.follower = follower;
    }

    @Override
    public int run(String... words) {
        settings.warnings().forEach(LOG::warn);
        Arguments arguments = Arguments.parse(Arrays.asList(words));
        if (!arguments.once()) {
            schedule.start();
            follower.start();
            Quarkus.waitForExit();
            return ExitCode.DONE.number();
        }
        RunFinished finished = runs.start().orElseThrow();
        System.out.println(RunSummary.of(finished.report(), !arguments.dryRun()));
        return finished.outcome().exitCode().number();
    }
}
