package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.Shell;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts, as Prometheus evaluates them where promtool is installed; {@code .ci/run} sees to it that it is. */
class AlertsTest {

    private static final Path CASES = Path.of("src/test/promtool");

    @Test
    void everyAlertIsSeenToFireAndToBeSilent() {
        Set<String> fires = new TreeSet<>();
        Set<String> isSilent = new TreeSet<>();
        Declared.yaml(CASES).stream()
                .map(Declared::only)
                .flatMap(file -> file.list("tests").stream())
                .flatMap(test -> test.list("alert_rule_test").stream())
                .forEach(expected ->
                        (expected.list("exp_alerts").isEmpty() ? isSilent : fires).add(expected.text("alertname")));

        assertThat(fires).isEqualTo(alerts());
        assertThat(isSilent).isEqualTo(alerts());
    }

    @Test
    void theCasesHold() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "no promtool on the PATH");

        Shell.Result result = Shell.run(Path.of(".ci/test-alerts"));

        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void noAlertNeedsWhatOpenShiftDrops() {
        assertThat(rules()).noneMatch(rule -> rule.text("expr").contains("_created"));
    }

    @Test
    void theBuildRunsTheCases() throws Exception {
        assertThat(Files.readString(Path.of(".ci/run"))).contains("  .ci/test-alerts\n");
    }

    private static Set<String> alerts() {
        return rules().stream().map(rule -> rule.text("alert")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Declared> rules() {
        return Declared.in(Declared.MANIFESTS).stream()
                .filter(object -> object.kind().equals("PrometheusRule"))
                .flatMap(object -> object.list("spec", "groups").stream())
                .flatMap(group -> group.list("rules").stream())
                .toList();
    }
}
