package dev.sluice;

import dev.sluice.command.AddressExplanation;
import dev.sluice.command.Command;
import dev.sluice.command.Command.AcceptCommand;
import dev.sluice.command.Command.CheckCommand;
import dev.sluice.command.Command.DiffCommand;
import dev.sluice.command.Command.ExplainCommand;
import dev.sluice.command.Command.Misuse;
import dev.sluice.command.Command.PlanCommand;
import dev.sluice.command.Command.PrintCommand;
import dev.sluice.command.Command.RunCommand;
import dev.sluice.command.Command.ServeCommand;
import dev.sluice.command.Command.VerifyCommand;
import dev.sluice.command.CommandAnswer;
import dev.sluice.command.InstallationCheck;
import dev.sluice.command.InstallationCheck.PartFinding;
import dev.sluice.command.InstallationCheck.PartState;
import dev.sluice.command.Terminal;
import dev.sluice.follow.VerificationLoop;
import dev.sluice.gitops.Remote;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.run.AcceptanceService;
import dev.sluice.run.AcceptanceService.Accepted;
import dev.sluice.run.AcceptanceService.NotWaiting;
import dev.sluice.run.ExitCode;
import dev.sluice.run.PlanPrinter;
import dev.sluice.run.RepositoryAccess;
import dev.sluice.run.RunFinished;
import dev.sluice.run.RunService;
import dev.sluice.run.Schedule;
import dev.sluice.run.WaitingChange;
import dev.sluice.text.Colours;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import org.jboss.logging.Logger;

/** What happens once the configuration has been found good. */
public class Application implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(Application.class);

    private final Command command;
    private final PlanSettings settings;
    private final RunService runs;
    private final Schedule schedule;
    private final VerificationLoop follower;
    private final RepositoryAccess repository;
    private final Instance<InstallationCheck> check;
    private final Instance<PlanPrinter> printer;
    private final Instance<AcceptanceService> acceptances;

    Application(
            Command command,
            PlanSettings settings,
            RunService runs,
            Schedule schedule,
            VerificationLoop follower,
            RepositoryAccess repository,
            Instance<InstallationCheck> check,
            Instance<PlanPrinter> printer,
            Instance<AcceptanceService> acceptances) {
        this.command = command;
        this.settings = settings;
        this.runs = runs;
        this.schedule = schedule;
        this.follower = follower;
        this.repository = repository;
        this.check = check;
        this.printer = printer;
        this.acceptances = acceptances;
    }

    @Override
    public int run(String... words) {
        ExitCode exit =
                switch (command) {
                    case ServeCommand serve -> serve();
                    case RunCommand run -> run();
                    case PlanCommand plan -> plan();
                    case ExplainCommand explain -> explain(explain);
                    case AcceptCommand(String digest) -> accept(digest);
                    case CheckCommand any -> check();
                    case VerifyCommand verify -> throw misled();
                    case DiffCommand diff -> throw misled();
                    case PrintCommand print -> throw misled();
                    case Misuse misuse -> throw misled();
                };
        return exit.number();
    }

    private static IllegalStateException misled() {
        return new IllegalStateException("what needs no configuration does not start the framework");
    }

    private ExitCode serve() {
        settings.warnings().forEach(LOG::warn);
        schedule.start();
        follower.start();
        Quarkus.waitForExit();
        return ExitCode.DONE;
    }

    private ExitCode run() {
        RunFinished finished = once();
        System.out.println(RunSummary.of(finished.report(), true));
        return finished.outcome().exitCode();
    }

    private ExitCode plan() {
        RunFinished finished = once();
        printer.get().end(finished.report(), RunSummary.of(finished.report(), false));
        return finished.outcome().exitCode();
    }

    private RunFinished once() {
        settings.warnings().forEach(LOG::warn);
        return runs.start().orElseThrow();
    }

    private ExitCode explain(ExplainCommand question) {
        CommandAnswer answer = CommandAnswer.of(() -> {
            try (Remote remote = repository.remotes().get()) {
                return AddressExplanation.of(question.address(), remote.fetch(), settings.folders());
            }
        });
        System.out.print(answer.out());
        System.err.print(answer.err());
        return answer.exit();
    }

    /** Who is at this machine says so: there is no sign-in, but the right to push to the repository. */
    private ExitCode accept(String digest) {
        CommandAnswer answer = CommandAnswer.of(() -> {
            String person = System.getProperty("user.name") + " on the command line";
            return switch (acceptances.get().accept(digest, person)) {
                case Accepted accepted -> "accepted by " + accepted.acceptance().by() + ": the next run publishes it\n";
                case NotWaiting(List<WaitingChange> waiting) -> throw new NoSuchChangeException(digest, waiting);
            };
        });
        System.out.print(answer.out());
        System.err.print(answer.err());
        return answer.exit();
    }

    private ExitCode check() {
        List<PartFinding> findings = check.get().findings();
        Colours colours = Terminal.ofThisProcess().palette();
        findings.stream().map(finding -> finding.line(colours)).forEach(System.out::println);
        return findings.stream().noneMatch(finding -> finding.state() == PartState.FAILS)
                ? ExitCode.DONE
                : ExitCode.FAILED;
    }
}
