package dev.sluice.command;

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
import dev.sluice.ranges.Address;
import dev.sluice.run.ExitCode;
import dev.sluice.text.ExplainedException;
import dev.sluice.verify.CheckResult;
import dev.sluice.verify.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a command says.
 *
 * @param out for standard output
 * @param err for standard error
 */
public record CommandAnswer(ExitCode exit, String out, String err) {

    /** The answer to what needs neither configuration nor framework; empty for what does. */
    public static Optional<CommandAnswer> to(Command command) {
        return switch (command) {
            case ServeCommand serve -> Optional.empty();
            case RunCommand run -> Optional.empty();
            case PlanCommand plan -> Optional.empty();
            case AcceptCommand accept -> Optional.empty();
            case CheckCommand check -> Optional.empty();
            case PrintCommand(String text) -> Optional.of(new CommandAnswer(ExitCode.DONE, text, ""));
            case Misuse(String message) -> Optional.of(new CommandAnswer(ExitCode.MISUSED, "", message));
            case VerifyCommand(Path checkout) -> Optional.of(verified(checkout));
            case ExplainCommand(Address address, Optional<Path> checkout) ->
                checkout.map(folder -> of(() -> AddressExplanation.of(address, folder)));
            case DiffCommand(Path checkout, String from, String to) ->
                Optional.of(of(() -> RevisionDiff.of(checkout, from, to)));
        };
    }

    /** An answer, or why there is none. */
    public static CommandAnswer of(Supplier<String> text) {
        try {
            return new CommandAnswer(ExitCode.DONE, text.get(), "");
        } catch (ExplainedException e) {
            return new CommandAnswer(ExitCode.FAILED, "", e.explanation() + "\n");
        }
    }

    private static CommandAnswer verified(Path checkout) {
        List<CheckResult> findings = Checkout.check(checkout);
        return new CommandAnswer(
                findings.stream().allMatch(CheckResult::isGood) ? ExitCode.DONE : ExitCode.FAILED,
                findings.stream().map(finding -> finding.line() + "\n").collect(Collectors.joining()),
                "");
    }
}
