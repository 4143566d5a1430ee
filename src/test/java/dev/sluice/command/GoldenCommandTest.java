package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said to words on the command line, with its exit code. {@code -Dgolden.update=true} writes the folder anew.
 */
class GoldenCommandTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden-commands");

    private static final Path CLUSTERS = Path.of("src/test/resources/golden");

    private static final List<String> COMMANDS = List.of(
            "serve", "run", "plan", "verify", "explain", "diff", "accept", "check", "version", "completion", "help");

    @TempDir
    Path folder;

    @Test
    void saysWhatTheGoldenFilesSay() throws IOException {
        // Given
        SortedMap<String, String> said = new TreeMap<>();
        Path clone = repository();
        said.put("help", answer("--help"));
        said.put("help-jvm", answer(ProgramName.name(false), "--help"));
        said.put("version", answer("version"));
        said.put("completion", answer("completion").lines().limit(20).collect(Collectors.joining("\n", "", "\n")));
        for (String command : COMMANDS) {
            said.put(command + "-help", answer(command, "--help"));
            said.put(command + "-wrong-argument", answer(command, "--nonsense"));
        }
        said.put("wrong-argument", answer("--onse"));
        said.put("wrong-command", answer("ruun"));
        said.put("once-and-verify", answer("--once", "--verify", "src"));
        said.put("dry-run-alone", answer("--dry-run"));
        said.put("verify-without-a-folder", answer("verify"));
        said.put("verify-no-folder", answer("verify", "nowhere"));
        said.put("verify-good", answer("verify", CLUSTERS.resolve("lab").toString()));
        said.put("verify-nothing", answer("verify", "src/test/resources/health"));
        said.put("explain-without-an-address", answer("explain"));
        said.put("explain-a-name", answer("explain", "www.example.com"));
        said.put("explain-denied", explained("8.8.8.8", "lab"));
        said.put("explain-allowed", explained("192.0.2.1", "lab"));
        said.put("explain-ipv6", explained("2001:4860:4860::8888", "dual-stack"));
        said.put("explain-nothing", answer("explain", "8.8.8.8", "--checkout", "src/test/resources/health"));
        said.put("accept-no-digest", answer("accept", "8.8.8.8"));
        said.put("diff-one-commit", answer("diff", "main"));
        said.put("diff", answer("diff", "main~1", "main", "--checkout", clone.toString()));
        said.put("diff-back", answer("diff", "main", "main~1", "--checkout", clone.toString()));
        said.put("diff-nothing", answer("diff", "main", "main", "--checkout", clone.toString()));
        said.put("diff-unknown", answer("diff", "main", "elsewhere", "--checkout", clone.toString()));

        // When
        if (Boolean.getBoolean("golden.update")) {
            write(said);
        }

        // Then
        assertThat(golden()).isEqualTo(said);
    }

    @Test
    void everyCommandIsDocumented() throws IOException {
        String page = Files.readString(Path.of("docs/cli.md"));

        assertThat(CommandTree.of("sluice").getSubcommands().keySet())
                .containsExactlyInAnyOrderElementsOf(COMMANDS)
                .allSatisfy(command -> assertThat(page).containsPattern("\\| `" + command + "[` ]"));
    }

    /** A repository with two commits: one prefix is denied no longer, and another one is. */
    private Path repository() throws IOException {
        BareRepository repository = BareRepository.create(folder.resolve("fleet.git"));
        Map<String, String> files = new TreeMap<>();
        Path lab = CLUSTERS.resolve("lab");
        try (Stream<Path> tree = Files.walk(lab)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put("clusters/demo/" + lab.relativize(file), Files.readString(file));
            }
        }
        repository.write("main", files);
        files.replaceAll((path, text) -> text.replace("8.8.4.0/24", "74.0.0.0/24"));
        repository.write("main", files);
        return repository.directory();
    }

    private String explained(String address, String cluster) {
        return answer(
                "explain", address, "--checkout", CLUSTERS.resolve(cluster).toString());
    }

    private String answer(String first, String... words) {
        boolean isJvm = first.startsWith("java");
        String program = isJvm ? first : "sluice";
        List<String> all = isJvm
                ? List.of(words)
                : Stream.concat(Stream.of(first), Arrays.stream(words)).toList();
        CommandAnswer answer = CommandAnswer.to(
                        new CommandReader(program, "sluice 1.2.3 (native)", Terminal.NONE).read(all))
                .orElseThrow();
        String text = "$ " + program + " " + String.join(" ", all) + "\n" + answer.out()
                + (answer.err().isEmpty() ? "" : "--- on standard error\n" + answer.err()) + "--- exit code "
                + answer.exit().number() + "\n";
        return text.replace(folder.toString(), "/folder")
                .replace(Path.of("").toAbsolutePath().toString(), "/project");
    }

    private static SortedMap<String, String> golden() throws IOException {
        SortedMap<String, String> golden = new TreeMap<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            files.forEach(file -> golden.put(file.getFileName().toString().replaceFirst("\\.txt$", ""), text(file)));
        }
        return golden;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Map<String, String> said) throws IOException {
        Files.createDirectories(GOLDEN);
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, String> text : said.entrySet()) {
            Files.writeString(GOLDEN.resolve(text.getKey() + ".txt"), text.getValue());
        }
    }
}
