package dev.sluice.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands with their options and help.
 *
 * <p>Without annotations: nothing is looked up by reflection, which takes time at each start and is not there in a native
 * program.
 */
final class CommandTree {

    private static final int WIDTH = 100;

    private static final String SERVES = "Run on schedule and answer on HTTP: what happens without any command.";

    private CommandTree() {}

    /** @param program how it is called, such as {@code sluice} */
    static CommandLine of(String program) {
        CommandSpec root = spec(
                program,
                "Denies Google to OpenShift namespaces, and none of its customers: renders EgressFirewalls from"
                        + " published ranges into Git.");
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .type(boolean.class)
                .description("Print the version and exit.")
                .build());
        root.addOption(flag("--once", "The same as the command run."));
        root.addOption(flag("--dry-run", "With --once: the same as the command plan."));
        root.addOption(
                value("--verify", "DIR", "The same as the command verify.").build());
        root.usageMessage()
                .synopsisSubcommandLabel("[COMMAND]")
                .commandListHeading("%nCommands; 'COMMAND --help' says more of each:%n");
        exits(
                root,
                "0",
                "Done: committed, proposed, unchanged, frozen, skipped or planned; for verify and check: all is good.",
                "1",
                "Failed: a feed was refused, Git or another outside part failed; for verify and check: something is"
                        + " wrong.",
                "2",
                "Wrong usage or configuration.",
                "3",
                "Held by a guard, or for a removal: a person must decide.");
        add(root, spec("serve", SERVES));
        add(root, run());
        add(root, plan());
        add(root, verify());
        add(root, explain());
        add(root, diff());
        add(root, accept());
        add(root, check());
        add(root, spec("version", "Print the version and exit."));
        add(root, completion());
        add(root, help());
        return new CommandLine(root).setUsageHelpWidth(WIDTH).setExpandAtFiles(false);
    }

    private static CommandSpec run() {
        CommandSpec spec =
                spec("run", "Do one run and exit: fetch the feeds, plan, and commit or propose what changes.");
        exits(
                spec,
                "0",
                "Committed, proposed, unchanged, frozen or skipped.",
                "1",
                "A feed was refused, Git or another outside part failed.",
                "2",
                "Wrong usage or configuration.",
                "3",
                "Held by a guard, or for a removal.");
        return spec;
    }

    private static CommandSpec plan() {
        CommandSpec spec = spec(
                "plan",
                "Do one run that writes nowhere: print a table of what it would change, then the change as a unified"
                        + " diff.");
        spec.addOption(value("--format", "FORMAT", "text, markdown, or json; text without it.")
                .build());
        spec.addOption(flag("--full", "Show the changed lists of feeds in the diff, too."));
        exits(
                spec,
                "0",
                "Planned, or there is nothing to publish.",
                "1",
                "A feed was refused, Git or another outside part failed.",
                "2",
                "Wrong usage or configuration.",
                "3",
                "The change would be held.");
        return spec;
    }

    private static CommandSpec verify() {
        CommandSpec spec = spec(
                "verify",
                "Compare every firewall in a working tree of the repository with what its .sluice/ says was meant."
                        + " Needs no configuration.");
        spec.addPositional(word(0, "DIR", "A working tree of the repository, or a folder in it."));
        exits(
                spec,
                "0",
                "Every firewall decides what was meant.",
                "1",
                "One differs, is missing or too many, or something cannot be read.",
                "2",
                "Wrong usage.");
        return spec;
    }

    private static CommandSpec explain() {
        CommandSpec spec = spec(
                "explain",
                "Say for each namespace whether it may reach an address, by which rule, and which feed entry holds it.");
        spec.addPositional(word(0, "ADDRESS", "An IPv4 or IPv6 address."));
        spec.addOption(value(
                        "--checkout",
                        "DIR",
                        "Read this working tree, and no configuration; without it the configured repository's branch"
                                + " is fetched.")
                .build());
        exits(spec, "0", "Answered.", "1", "Something cannot be read.", "2", "Wrong usage or configuration.");
        return spec;
    }

    private static CommandSpec diff() {
        CommandSpec spec = spec(
                "diff",
                "Say what a change between two commits means: the addresses that each namespace newly denies and newly"
                        + " allows. Needs no configuration.");
        spec.addPositional(word(0, "FROM", "A commit, as Git names it: a hash, a branch, HEAD~1."));
        spec.addPositional(word(1, "TO", "Another one."));
        spec.addOption(value("--checkout", "DIR", "A clone of the repository; without it the current folder.")
                .build());
        exits(
                spec,
                "0",
                "Answered, whether or not there is a difference.",
                "1",
                "Something cannot be read.",
                "2",
                "Wrong usage.");
        return spec;
    }

    private static CommandSpec accept() {
        CommandSpec spec = spec(
                "accept",
                "Let exactly the held change with this digest pass at the next run; kept in the repository until then.");
        spec.addPositional(word(0, "DIGEST", "As the report or the request of the held change names it."));
        exits(
                spec,
                "0",
                "Kept for the next run, now or before.",
                "1",
                "No such change waits, or the repository does not take it.",
                "2",
                "Wrong usage or configuration.");
        return spec;
    }

    private static CommandSpec check() {
        CommandSpec spec = spec(
                "check",
                "Try what a run needs, and write nothing: configuration, feeds, repository, forge, clusters and storage."
                        + " Says what works and what does not.");
        exits(spec, "0", "Everything works.", "1", "Something does not.", "2", "Wrong usage or configuration.");
        return spec;
    }

    private static CommandSpec completion() {
        CommandSpec spec = spec("completion", "Print a script that completes these words in bash and zsh.");
        spec.usageMessage()
                .footer(
                        "",
                        "For this shell: source <(sluice completion)",
                        "Where sluice is an alias of java -jar, too.");
        return spec;
    }

    private static CommandSpec help() {
        CommandSpec spec = spec("help", "Print the help of the program, or of a command.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .paramLabel("COMMAND")
                .type(String.class)
                .description("One of the commands.")
                .build());
        return spec;
    }

    private static CommandSpec spec(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .width(WIDTH)
                .description(description)
                .optionListHeading("%nOptions:%n")
                .parameterListHeading("%nParameters:%n")
                .sortOptions(false);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .description("Print this and exit.")
                .build());
        return spec;
    }

    private static void add(CommandSpec root, CommandSpec command) {
        root.addSubcommand(command.name(), command);
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    private static OptionSpec.Builder value(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description);
    }

    private static PositionalParamSpec word(int index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(index))
                .arity("1")
                .required(true)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    /** @param codes numbers and their meanings, in turn */
    private static void exits(CommandSpec spec, String... codes) {
        Map<String, String> list = new LinkedHashMap<>();
        for (int i = 0; i < codes.length; i += 2) {
            list.put(codes[i], codes[i + 1]);
        }
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(list);
    }
}
