package dev.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Kubectl;
import dev.sluice.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What README and documentation tell people to type. Commands that need a cluster, a registry, a server of one's own or
 * a machine that has nothing else to do are only parsed; {@code kubectl kustomize} runs here, and everything else in
 * {@code .ci/run}, word for word.
 */
class CommandBlocksTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh( manual)?\n(.*?)^```$");

    private static final Pattern ELSEWHERE = Pattern.compile(
            "(oc|kill|podman|aws|curl|apt-get|\\./bench|\\.ci/pin-images|osv-scanner|cp target/sluice-sbom\\.json|\\./mvnw test -Dtest=FindingsTest|registry=\\$\\(oc|git clone https://git\\.example/) ?.*");

    /** Namespaces, and names that are this project's by their looks. */
    private static final Pattern OBJECT = Pattern.compile(
            "(?:-n |namespace )([a-z0-9-]+)|\\b(sluice-[a-z-]+|egress-[a-z-]+|egressips-[a-z]+|master-[0-9a-z-]+)\\b");

    /** Namespaces of OpenShift and of the Network Observability Operator, and the last release's Application. */
    private static final Set<String> PLATFORM = Set.of(
            "kube-system",
            "netobserv-privileged",
            "openshift-config-managed",
            "openshift-gitops",
            "openshift-image-registry",
            "openshift-monitoring",
            "sluice-demo");

    static List<String> blocks() throws IOException {
        return found().stream().map(match -> match.group(2)).toList();
    }

    private static List<MatchResult> found() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> manifests = Files.walk(Path.of("manifests"))) {
            return Stream.of(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
                                    .map(Path::of),
                            docs,
                            manifests)
                    .flatMap(Function.identity())
                    .filter(file -> file.toString().endsWith(".md"))
                    .flatMap(file -> BLOCK.matcher(read(file)).results())
                    .toList();
        }
    }

    /** The commands one by one. */
    static List<String> commands() throws IOException {
        return blocks().stream().flatMap(String::lines).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void isShell(String block) throws Exception {
        Shell.Result result = Shell.parse(block);

        assertThat(result.exit()).as(result.output()).isZero();
    }

    /** A block that the build runs as a whole, line by line, has no mark. */
    @Test
    void marksWhatOnlyAPersonRuns() throws IOException {
        assertThat(found()).allSatisfy(match -> assertThat(match.group(1) != null)
                .as(match.group(2))
                .isEqualTo(match.group(2).lines().anyMatch(ELSEWHERE.asMatchPredicate())));
    }

    @Test
    void runsWhatNeedsNoClusterInTheBuild() throws IOException {
        String ci = Files.readString(Path.of(".ci/run"));

        assertThat(commands())
                .hasSizeGreaterThan(30)
                .filteredOn(
                        command -> !ELSEWHERE.matcher(command).matches() && !command.startsWith("kubectl kustomize "))
                .isNotEmpty()
                .allMatch(command -> ci.contains("documented '" + command + "'"), "is in .ci/run");
    }

    @Test
    void runsNothingInTheBuildThatIsNotDocumented() throws IOException {
        List<String> commands = commands();

        assertThat(Pattern.compile("documented '([^']+)'")
                        .matcher(Files.readString(Path.of(".ci/run")))
                        .results()
                        .map(match -> match.group(1)))
                .isSubsetOf(commands);
    }

    @Test
    void buildsWhatItShows() throws Exception {
        List<String> folders = commands().stream()
                .filter(command -> command.startsWith("kubectl kustomize "))
                .map(command -> command.substring("kubectl kustomize ".length()))
                .toList();

        assertThat(folders).isNotEmpty();
        for (String folder : folders) {
            assertThat(Kubectl.assumed().kustomize(Path.of(folder))).contains("kind: ");
        }
    }

    @Test
    void namesOnlyFilesThatAreThere() throws IOException {
        assertThat(commands().stream()
                        .flatMap(command -> Pattern.compile("(?:manifests|src)/[\\w./-]+")
                                .matcher(command)
                                .results())
                        .map(match -> Path.of(match.group())))
                .isNotEmpty()
                .allMatch(Files::exists);
    }

    /** What a command names on the cluster is made by the manifests, by what is rendered for the lab, or by a command. */
    @Test
    void namesOnlyWhatIsMade() throws IOException {
        String made = Stream.of(
                        "manifests", "src/test/resources/golden/lab", "src/test/resources/golden/tried-from-inside")
                .flatMap(folder -> yaml(Path.of(folder)))
                .map(CommandBlocksTest::read)
                .collect(Collectors.joining());
        List<String> commands = commands();

        assertThat(commands.stream()
                        .filter(command -> command.startsWith("oc "))
                        .flatMap(command -> OBJECT.matcher(command).results())
                        .map(match -> match.group(1) == null ? match.group(2) : match.group(1)))
                .contains("egress-fw-updater", "sluice-demo-firewall", "egressips-prod", "master-01-demo")
                .allMatch(name -> made.contains(name)
                        || PLATFORM.contains(name)
                        || commands.stream().anyMatch(command -> command.matches("oc create .* " + name + "( .*)?")));
    }

    private static Stream<Path> yaml(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
