package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.manifest.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script itself, run by a shell with a curl of the test's, and with a clock that only sleep and curl move on. */
class TrialRendererTest {

    private static final String ANSWERS = "printf '200 0.004 0.010 310 1256'; exit 0";
    private static final String TIMES_OUT = "printf '000 0.012345 0.000000 0 0'; exit 28";
    private static final String IS_REFUSED = "printf '000 0.012345 0.000000 0 0'; exit 7";

    @TempDir
    Path folder;

    @BeforeEach
    void neverSleep() throws IOException {
        Files.writeString(folder.resolve("clock"), "1000\n");
        program("date", "cat '" + folder.resolve("clock") + "'");
        program("pass", "now=$(($(date) + $1)); echo $now >'" + folder.resolve("clock") + "'");
        program("sleep", "echo slept >>\"$(dirname \"$0\")/naps\"; pass \"$1\"");
    }

    @Test
    void passesWhereTheBlockedSiteTimesOutAndTheControlAnswers() throws Exception {
        sites(TIMES_OUT, ANSWERS);

        assertThat(run()).isZero();
        assertThat(output()).isEqualTo("https://blocked.example is blocked, and https://control.example answers\n");
    }

    @Test
    void passesWhereTheBlockedSiteIsRefusedAndTheControlAnswers() throws Exception {
        sites(IS_REFUSED, ANSWERS);

        assertThat(run()).isZero();
        assertThat(output()).isEqualTo("https://blocked.example is blocked, and https://control.example answers\n");
    }

    @Test
    void failsWhereEverythingIsRefused() throws Exception {
        sites(IS_REFUSED, IS_REFUSED);

        assertThat(run()).isEqualTo(1);
        assertThat(output()).contains("https://control.example does not answer, curl ends with 7");
    }

    @Test
    void failsWhereTheControlAnswersBeforeAndNotAfter() throws Exception {
        sites("touch asked; " + IS_REFUSED, "if [ -f asked ]; then " + IS_REFUSED + "; fi; " + ANSWERS);

        assertThat(run()).isEqualTo(1);
        assertThat(output()).contains("https://control.example does not answer, curl ends with 7");
    }

    @Test
    void failsWhereTheBlockedSiteAnswers() throws Exception {
        sites(ANSWERS, ANSWERS);

        assertThat(run()).isEqualTo(1);
        assertThat(output()).contains("https://blocked.example answers: it is not blocked");
    }

    @Test
    void failsWhereTheControlDoesNotAnswer() throws Exception {
        sites(TIMES_OUT, TIMES_OUT);

        assertThat(run()).isEqualTo(1);
        assertThat(output()).contains("https://control.example does not answer, curl ends with 28");
    }

    @ParameterizedTest
    @CsvSource({
        "000 0.000000 0.000000 0 0, 6", // no such name
        "000 0.000000 0.000000 0 0, 28", // the name server is silent
        "000 0.012345 0.020000 0 0, 28", // connected, and silent then
        "000 0.012345 0.020000 0 0, 7", // connected, and refused by a proxy
        "000 0.012345 0.020000 0 0, 35", // connected, and no TLS
        "200 0.012345 0.020000 310 17, 28", // answers, and too slowly
        "000 0.012345 0.000000 12 0, 28" // a byte came
    })
    void takesNoOtherFailureForABlock(String measured, int exit) throws Exception {
        sites("printf '%s' '" + measured + "'; exit " + exit, ANSWERS);

        assertThat(run()).isEqualTo(1);
        assertThat(output()).contains("fails in another way than blocked, curl ends with " + exit);
    }

    @Test
    void waitsForRulesThatComeALittleLater() throws Exception {
        sites("if [ -f naps ]; then " + TIMES_OUT + "; fi; " + ANSWERS, ANSWERS);

        assertThat(run()).isZero();
        assertThat(Files.readAllLines(folder.resolve("naps"))).hasSize(1);
    }

    @Test
    void triesForAMinute() throws Exception {
        sites(ANSWERS, ANSWERS);

        run();

        assertThat(clock()).isBetween(50, 60);
    }

    /** With 5 s for the Pod to start and to end. */
    @ParameterizedTest
    @CsvSource({"15, 15", "15, 0", "0, 15", "7, 7", "1, 9"})
    void endsBeforeItsJobDoesHoweverSlowTheSitesAre(int blocked, int control) throws Exception {
        sites("wait_for " + blocked + "; " + ANSWERS, "wait_for " + control + "; " + ANSWERS);

        assertThat(run()).isEqualTo(1);
        assertThat(clock()).isBetween(50, TrialRenderer.DEADLINE - 5);
    }

    @Test
    void endsBeforeItsJobDoesWhereTheControlIsSilent() throws Exception {
        sites(TIMES_OUT, "wait_for 15; " + TIMES_OUT);

        assertThat(run()).isEqualTo(1);
        assertThat(clock()).isBetween(50, TrialRenderer.DEADLINE - 5);
    }

    @Test
    void runsWithoutASidecar() {
        Target tried = new Target(
                Samples.target("llm-demo").firewall(),
                true,
                Optional.of(new Trial(Trial.DEFAULT_IMAGE, Trial.DEFAULT_BLOCKED, Trial.DEFAULT_CONTROL)));
        String job = new TrialRenderer()
                .manifests(Samples.cluster(Samples.NETWORKS, tried), new Decided(null, Map.of()))
                .findFirst()
                .orElseThrow()
                .file(GitopsTool.ARGOCD)
                .text();

        Object metadata = ((Map<?, ?>) ((Map<?, ?>) Yaml.read(job).get("spec")).get("template")).get("metadata");
        assertThat(metadata)
                .isEqualTo(Map.of(
                        "labels",
                        Map.of("app.kubernetes.io/name", "egress-firewall-trial", "sidecar.istio.io/inject", "false"),
                        "annotations",
                        Map.of("sidecar.istio.io/inject", "false")));
    }

    private void sites(String blocked, String control) throws IOException {
        program("curl", """
                limit=3600
                before=
                for last; do
                  [ "$before" != --max-time ] || limit=$last
                  before=$last
                done
                wait_for() {
                  [ "$1" -lt "$limit" ] || { pass "$limit"; printf '000 0.012345 0.020000 0 0'; exit 28; }
                  pass "$1"
                }
                case "$last" in
                  https://blocked.example) %s;;
                  https://control.example) %s;;
                esac
                exit 99""".formatted(blocked, control));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private int run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", TrialRenderer.SCRIPT)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("BLOCKED", "https://blocked.example");
        builder.environment().put("CONTROL", "https://control.example");
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ends in time").isTrue();
        return process.exitValue();
    }

    /** How long the script took, in seconds of its clock. */
    private int clock() throws IOException {
        return Integer.parseInt(Files.readString(folder.resolve("clock")).strip()) - 1000;
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }
}
