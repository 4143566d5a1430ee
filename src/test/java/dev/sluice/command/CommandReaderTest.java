package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.command.Command.CheckCommand;
import dev.sluice.command.Command.DiffCommand;
import dev.sluice.command.Command.ExplainCommand;
import dev.sluice.command.Command.Misuse;
import dev.sluice.command.Command.PlanCommand;
import dev.sluice.command.Command.PrintCommand;
import dev.sluice.command.Command.RunCommand;
import dev.sluice.command.Command.ServeCommand;
import dev.sluice.command.Command.VerifyCommand;
import dev.sluice.command.InstallationCheck.PartFinding;
import dev.sluice.command.InstallationCheck.PartState;
import dev.sluice.ranges.Address;
import dev.sluice.run.PlanPrinter.PlanFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {

    private final CommandReader reader = new CommandReader("sluice", "sluice 1.2.3", Terminal.NONE);

    @ParameterizedTest
    @ValueSource(strings = {"", "serve"})
    void serves(String words) {
        assertThat(read(words)).isEqualTo(new ServeCommand());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "--once"})
    void doesOneRun(String words) {
        assertThat(read(words)).isEqualTo(new RunCommand());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "--once --dry-run", "--dry-run --once"})
    void plansOneRunInAnyOrderOfTheWords(String words) {
        assertThat(read(words)).isEqualTo(PlanCommand.PLAIN);
    }

    @Test
    void plansInTheFormatThatIsWanted() {
        assertThat(read("plan --format json --full")).isEqualTo(new PlanCommand(PlanFormat.JSON, true));
        assertThat(read("plan --format=markdown")).isEqualTo(new PlanCommand(PlanFormat.MARKDOWN, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify src", "--verify src", "--verify=src"})
    void checksADirectory(String words) {
        assertThat(read(words)).isEqualTo(new VerifyCommand(Path.of("src")));
    }

    @Test
    void asksAboutAnAddress() {
        assertThat(read("explain 8.8.8.8"))
                .isEqualTo(new ExplainCommand(Address.parse("8.8.8.8"), Optional.empty()))
                .extracting(Command::isReadOnly)
                .isEqualTo(true);
        assertThat(read("explain --checkout src 2001:4860::8"))
                .isEqualTo(new ExplainCommand(Address.parse("2001:4860::8"), Optional.of(Path.of("src"))));
    }

    @Test
    void comparesCommitsOfThisFolderOrAnother() {
        assertThat(read("diff HEAD~1 HEAD")).isEqualTo(new DiffCommand(Path.of("."), "HEAD~1", "HEAD"));
        assertThat(read("diff --checkout src a b")).isEqualTo(new DiffCommand(Path.of("src"), "a", "b"));
    }

    @Test
    void checks() {
        assertThat(read("check")).isEqualTo(new CheckCommand());
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V"})
    void saysItsVersion(String words) {
        assertThat(read(words)).isEqualTo(new PrintCommand("sluice 1.2.3\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --help", "run -h", "help run", "run --nonsense --help"})
    void helpsWithACommand(String words) {
        assertThat(read(words)).isEqualTo(read("run -h")).isInstanceOf(PrintCommand.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--dry-run| --dry-run works with --once only; the command plan does both",
                "--onse| unknown argument '--onse'",
                "once| unknown argument 'once'",
                "-once| unknown argument '-once'",
                "--once Once| unknown argument 'Once'",
                "verify nowhere| verify needs a directory: 'nowhere' is none",
                "--verify pom.xml| --verify needs a directory: 'pom.xml' is none",
                "--once --verify src| --verify takes one directory and nothing else",
                "verify src src| unknown argument 'src'",
                "--once run| --once cannot be combined with the command run",
                "explain google.com| 'google.com' is not an IP address",
                "plan --format xml| --format is text, markdown or json, and not 'xml'",
                "help fly| unknown command 'fly'"
            })
    void refusesWhatMeansNothing(String words, String message) {
        assertThat(read(words)).isInstanceOfSatisfying(Misuse.class, misuse -> assertThat(
                        misuse.message().lines().findFirst().orElseThrow())
                .startsWith(message));
    }

    @Test
    void refusesAWordWithoutALetter() {
        assertThat(reader.read(List.of(""))).isInstanceOf(Misuse.class);
    }

    @Test
    void usesColoursWhereTheTerminalHasThem() {
        CommandReader coloured = new CommandReader("sluice", "any", new Terminal(true, true, true));

        assertThat(((PrintCommand) coloured.read(List.of("--help"))).text()).contains("\u001b[");
        assertThat(((PrintCommand) read("--help")).text()).doesNotContain("\u001b");
    }

    @Test
    void marksWhatWorksInTheColoursOfTheTerminal() {
        PartFinding fails = new PartFinding(PartState.FAILS, "feed goog", "it is not JSON");
        Map<String, String> plain = Map.of("NO_COLOR", "1");

        assertThat(fails.line(Terminal.of(true, false, Map.of()).palette()))
                .isEqualTo("\u001b[31mFAILS \u001b[0m feed goog: it is not JSON");
        assertThat(fails.line(Terminal.of(true, true, plain).palette())).isEqualTo("FAILS  feed goog: it is not JSON");
        assertThat(fails.line(Terminal.of(false, true, Map.of()).palette())).doesNotContain("\u001b");
    }

    private Command read(String words) {
        return reader.read(words.isEmpty() ? List.of() : List.of(words.split(" ")));
    }
}
