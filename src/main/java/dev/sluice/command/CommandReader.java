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
import dev.sluice.run.PlanPrinter.PlanFormat;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the words on the command line. */
public final class CommandReader {

    /** What a completion script completes, whatever the program is called. */
    private static final String NAME = "sluice";

    private final String program;
    private final String version;
    private final Ansi ansi;

    /**
     * @param program how it is called, such as {@code java -jar quarkus-run.jar}
     * @param version one line
     */
    public CommandReader(String program, String version, Terminal terminal) {
        this.program = program;
        this.version = version;
        this.ansi = terminal.colours() ? Ansi.ON : Ansi.OFF;
    }

    /** What the words ask for, or what is wrong with them. */
    public Command read(List<String> words) {
        if (words.isEmpty()) {
            return new ServeCommand(); // no parser is loaded for what a container starts
        }
        CommandLine tree = CommandTree.of(program);
        try {
            return command(tree, tree.parseArgs(words.toArray(String[]::new)));
        } catch (UnmatchedArgumentException e) {
            return misuse(e.getCommandLine(), unknown(e));
        } catch (ParameterException e) {
            // A typing error in an option says more than the parameter that is missing then.
            return misuse(
                    e.getCommandLine(),
                    words.stream()
                            .filter(word -> isUnknownOption(e.getCommandLine(), word))
                            .findFirst()
                            .map(word -> "unknown argument '" + word + "'")
                            .orElse(lowerCase(e.getMessage())));
        }
    }

    private Command command(CommandLine tree, ParseResult result) {
        if (!result.hasSubcommand()) {
            return withoutCommand(tree, result);
        }
        ParseResult sub = result.subcommand();
        CommandLine line = sub.commandSpec().commandLine();
        String name = sub.commandSpec().name();
        if (result.isUsageHelpRequested()) {
            return help(tree);
        }
        if (sub.isUsageHelpRequested()) {
            return help(line);
        }
        if (!result.matchedOptions().isEmpty()) {
            String option = result.matchedOptions().getFirst().longestName();
            return misuse(tree, option + " cannot be combined with the command " + name);
        }
        return switch (name) {
            case "serve" -> new ServeCommand();
            case "run" -> new RunCommand();
            case "plan" ->
                new PlanCommand(
                        format(line, sub.matchedOptionValue("--format", "text")), sub.hasMatchedOption("--full"));
            case "verify" -> new VerifyCommand(directory(line, "verify", word(sub, 0)));
            case "explain" ->
                new ExplainCommand(
                        address(line, word(sub, 0)),
                        Optional.ofNullable(sub.<String>matchedOptionValue("--checkout", null))
                                .map(text -> directory(line, "--checkout", text)));
            case "diff" ->
                new DiffCommand(
                        directory(line, "--checkout", sub.matchedOptionValue("--checkout", ".")),
                        word(sub, 0),
                        word(sub, 1));
            case "accept" -> accept(line, word(sub, 0));
            case "check" -> new CheckCommand();
            case "version" -> new PrintCommand(version + "\n");
            case "completion" -> new PrintCommand(AutoComplete.bash(NAME, CommandTree.of(NAME)));
            case "help" -> helpOn(tree, line, sub.matchedPositionalValue(0, ""));
            default -> throw new IllegalStateException("a command without a meaning: " + name);
        };
    }

    /** The flags that were there before the commands. */
    private Command withoutCommand(CommandLine tree, ParseResult result) {
        if (result.isUsageHelpRequested()) {
            return help(tree);
        }
        if (result.isVersionHelpRequested()) {
            return new PrintCommand(version + "\n");
        }
        boolean once = result.hasMatchedOption("--once");
        boolean dryRun = result.hasMatchedOption("--dry-run");
        if (result.hasMatchedOption("--verify")) {
            return once || dryRun
                    ? misuse(tree, "--verify takes one directory and nothing else")
                    : new VerifyCommand(directory(tree, "--verify", result.matchedOptionValue("--verify", "")));
        }
        if (dryRun && !once) {
            return misuse(tree, "--dry-run works with --once only; the command plan does both");
        }
        if (once) {
            return dryRun ? PlanCommand.PLAIN : new RunCommand();
        }
        return new ServeCommand();
    }

    private static String word(ParseResult result, int index) {
        return result.matchedPositionalValue(index, "");
    }

    private static Command accept(CommandLine line, String digest) {
        return digest.matches("[0-9a-f]{64}")
                ? new AcceptCommand(digest)
                : misuse(line, "'" + digest + "' is not a digest: 64 hexadecimal digits in lower case");
    }

    private static PlanFormat format(CommandLine line, String text) {
        return Arrays.stream(PlanFormat.values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(line, "--format is text, markdown or json, and not '" + text + "'"));
    }

    private static Path directory(CommandLine line, String what, String text) {
        try {
            Path path = Path.of(text);
            if (!text.isEmpty() && Files.isDirectory(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new ParameterException(line, what + " needs a directory: '" + text + "' is none");
    }

    private static Address address(CommandLine line, String text) {
        try {
            return Address.parseHost(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, e.getMessage());
        }
    }

    private Command helpOn(CommandLine tree, CommandLine help, String command) {
        if (command.isEmpty()) {
            return help(tree);
        }
        CommandLine known = tree.getSubcommands().get(command);
        return known == null ? misuse(help, "unknown command '" + command + "'") : help(known);
    }

    private PrintCommand help(CommandLine line) {
        return new PrintCommand(line.getUsageMessage(ansi));
    }

    private static boolean isUnknownOption(CommandLine line, String word) {
        return word.startsWith("--")
                && !line.getCommandSpec().optionsMap().containsKey(word.split("=", 2)[0])
                && line.getParent() != null
                && !line.getParent().getCommandSpec().optionsMap().containsKey(word.split("=", 2)[0]);
    }

    private static String lowerCase(String sentence) {
        return sentence.startsWith("Missing") ? "m" + sentence.substring(1) : sentence;
    }

    private static String unknown(UnmatchedArgumentException failure) {
        List<String> similar = failure.getSuggestions();
        return "unknown argument '" + failure.getUnmatched().getFirst() + "'"
                + (similar.isEmpty() ? "" : ", did you mean " + String.join(" or ", similar) + "?");
    }

    private static Misuse misuse(CommandLine line, String message) {
        String name = line.getCommandSpec().qualifiedName();
        CommandLine.Help help = line.getHelp();
        return new Misuse(message + "\n\n" + "Usage: "
                + help.synopsis("Usage: ".length()).strip() + "\nSay '" + name + " --help' for more.\n");
    }
}
