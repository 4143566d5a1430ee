package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The PipelineRuns refer to nothing that is not there, neither here nor in OpenShift Pipelines. */
class PipelinesTest {

    private static final Path FOLDER = Path.of(".tekton");
    private static final Path BUILDS = Declared.MANIFESTS.resolve("builds");
    private static final Declared PULL_REQUEST = Declared.only(FOLDER.resolve("pull-request.yaml"));

    /** Tasks that OpenShift Pipelines ships in its own namespace, with those of their parameters and workspaces that are used. */
    private static final Map<String, Set<String>> SHIPPED = Map.of(
            "git-clone", Set.of("URL", "REVISION", "output", "basic-auth"),
            "git-cli",
                    Set.of("GIT_USER_NAME", "GIT_USER_EMAIL", "GIT_SCRIPT", "DELETE_EXISTING", "source", "basic-auth"),
            "buildah", Set.of("IMAGE", "DOCKERFILE", "BUILD_ARGS", "SKIP_PUSH", "source"));

    static List<Declared> runs() {
        return Declared.in(FOLDER);
    }

    private static List<Declared> tasks(Declared run) {
        return run.list("spec", "pipelineSpec", "tasks");
    }

    @Test
    void thereIsOneForPullRequestsAndOneForPushes() {
        assertThat(runs())
                .allMatch(run ->
                        run.apiVersion().equals("tekton.dev/v1") && run.kind().equals("PipelineRun"))
                .extracting(run -> run.file().getFileName().toString())
                .containsExactly("pull-request.yaml", "push.yaml");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void usesOnlyTasksThatOpenShiftPipelinesShips(Declared run) {
        assertThat(tasks(run))
                .filteredOn(task -> task.find("taskRef").isPresent())
                .isNotEmpty()
                .allSatisfy(task -> {
                    assertThat(task.text("taskRef", "resolver")).isEqualTo("cluster");
                    Map<String, String> reference = values(task.list("taskRef", "params"));
                    assertThat(reference)
                            .containsEntry("kind", "task")
                            .containsEntry("namespace", "openshift-pipelines");
                    assertThat(SHIPPED).containsKey(reference.get("name"));
                    assertThat(names(task.list("params"))).isSubsetOf(SHIPPED.get(reference.get("name")));
                    assertThat(names(task.list("workspaces"))).isSubsetOf(SHIPPED.get(reference.get("name")));
                });
    }

    @ParameterizedTest
    @MethodSource("runs")
    void declaresWhatItUses(Declared run) {
        // Given
        Set<String> tasks = names(tasks(run));
        Set<String> workspaces = names(run.list("spec", "pipelineSpec", "workspaces"));

        // Then
        assertThat(names(run.list("spec", "workspaces"))).isEqualTo(workspaces);
        assertThat(names(run.list("spec", "params"))).isEqualTo(names(run.list("spec", "pipelineSpec", "params")));
        assertThat(found("\\$\\(params\\.([a-z_]+)\\)", text(run)))
                .isSubsetOf(names(run.list("spec", "pipelineSpec", "params")));
        assertThat(found("\\$\\(tasks\\.([a-z]+)\\.", text(run))).isSubsetOf(tasks);
        assertThat(tasks(run)).allSatisfy(task -> {
            assertThat(tasks).containsAll(task.words("runAfter"));
            assertThat(task.list("workspaces"))
                    .extracting(workspace -> workspace.text("workspace"))
                    .isSubsetOf(workspaces);
            assertThat(found("\\$\\(workspaces\\.([a-z]+)\\.path", String.valueOf(task.find("taskSpec"))))
                    .isSubsetOf(names(task.list("workspaces")));
        });
    }

    @ParameterizedTest
    @MethodSource("runs")
    void namesOnlyFilesThatAreThere(Declared run) {
        assertThat(found("((?:\\.ci|src|manifests)/[\\w./-]+)", text(run)))
                .isNotEmpty()
                .allMatch(path -> Files.exists(Path.of(path)));
        assertThat(found("(target/[\\w./-]+)", text(run))).containsExactly("target/sluice-sbom.json");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void itsScriptsAreShell(Declared run) throws Exception {
        List<String> scripts = Stream.concat(
                        tasks(run).stream()
                                .filter(task -> task.find("taskSpec").isPresent())
                                .flatMap(task -> task.list("taskSpec", "steps").stream())
                                .map(step -> step.text("script")),
                        tasks(run).stream()
                                .filter(task -> task.find("params").isPresent())
                                .flatMap(task -> task.list("params").stream())
                                .filter(param -> param.text("name").equals("GIT_SCRIPT"))
                                .map(param -> param.text("value")))
                .toList();

        assertThat(scripts).hasSizeGreaterThanOrEqualTo(2);
        for (String script : scripts) {
            // What Tekton puts in stands for words; as it is, a shell would take it for a command to run.
            Shell.Result result = Shell.parse(script.replaceAll("\\$\\([a-z][\\w.-]*\\)", "word"));
            assertThat(result.exit()).as("%s: %s", script, result.output()).isZero();
        }
    }

    @Test
    void aReleaseIsMadeOfImagesWithDigestsAlone() {
        Declared push = Declared.only(FOLDER.resolve("push.yaml"));

        assertThat(tasks(push))
                .filteredOn(task -> task.text("name").equals("verify"))
                .singleElement()
                .satisfies(verify -> assertThat(verify.text("taskSpec", "steps", 0, "script"))
                        .contains("\n.ci/pin-images --check\n./mvnw verify\n"));
    }

    @Test
    void aReleaseHasNoFindingThatIsNotAccepted() {
        Declared push = Declared.only(FOLDER.resolve("push.yaml"));

        assertThat(tasks(push))
                .filteredOn(task -> task.text("name").equals("image"))
                .singleElement()
                .satisfies(image -> assertThat(image.words("runAfter")).containsExactly("findings"));
        assertThat(text(push))
                .contains("--lockfile bom.json --format json >osv-report.json")
                .contains("./mvnw test -Dtest=FindingsTest -Dosv.report=osv-report.json");
    }

    @Test
    void theCommitOfTheImageStartsNoPipeline() {
        Declared push = Declared.only(FOLDER.resolve("push.yaml"));
        String when = push.text("metadata", "annotations", "pipelinesascode.tekton.dev/on-cel-expression");

        Set<String> committed = found("git add (\\S+)", text(push));
        assertThat(committed).containsExactly("manifests/components/image/kustomization.yaml");
        assertThat(when)
                .contains("files.all.exists(file, file != \""
                        + committed.iterator().next() + "\")");
    }

    @Test
    void thePipelineOfAPullRequestIsThatOfTheDefaultBranch() {
        Declared repository = Declared.only(BUILDS.resolve("repository.yaml"));

        assertThat(repository.apiVersion()).isEqualTo("pipelinesascode.tekton.dev/v1alpha1");
        assertThat(repository.kind()).isEqualTo("Repository");
        assertThat(repository.text("spec", "settings", "pipelinerun_provenance"))
                .isEqualTo("default_branch");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void runsInANamespaceWithoutAnySecretOfTheFleet(Declared run) {
        Set<String> builds = Declared.in(BUILDS).stream()
                .map(object -> object.kind().equals("Namespace") ? object.name() : object.namespace())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(builds).containsExactly("sluice-builds");
        assertThat(run.text("metadata", "annotations", "pipelinesascode.tekton.dev/target-namespace"))
                .isEqualTo("sluice-builds");
        assertThat(Declared.in(Declared.MANIFESTS))
                .filteredOn(object -> !object.file().startsWith(BUILDS))
                .noneMatch(object -> object.namespace().equals("sluice-builds"));
        assertThat(read(Path.of("docs/deploy.md")))
                .doesNotContainPattern("(?m)^oc create secret .*sluice-(git|api|forge|signing).* -n sluice-builds")
                .doesNotContainPattern("(?m)^oc create secret .*sluice-push.* -n egress-fw-updater");
    }

    @Test
    void aPullRequestSharesNoVolumeWithAnotherRun() {
        assertThat(PULL_REQUEST.list("spec", "workspaces"))
                .filteredOn(workspace -> workspace.find("secret").isEmpty())
                .extracting(workspace -> workspace.text("name"))
                .containsExactlyInAnyOrder("source", "maven");
        assertThat(PULL_REQUEST.list("spec", "workspaces"))
                .filteredOn(workspace -> workspace.find("secret").isEmpty())
                .allSatisfy(workspace -> assertThat(
                                workspace.fields().keySet().stream().map(Object::toString))
                        .containsExactlyInAnyOrder("name", "volumeClaimTemplate"));
    }

    @Test
    void aPullRequestGetsNoSecretAndNoTokenOfTheCluster() {
        // The one secret is made for the run, and may read what is built.
        assertThat(PULL_REQUEST.list("spec", "workspaces").stream()
                        .flatMap(workspace -> workspace.find("secret", "secretName").stream())
                        .map(Object::toString))
                .containsExactly("{{ git_auth_secret }}");
        assertThat(tasks(PULL_REQUEST))
                .filteredOn(task -> task.list("workspaces").stream()
                        .anyMatch(workspace -> workspace.text("workspace").equals("basic-auth")))
                .extracting(task -> task.text("name"))
                .containsExactly("clone");
        assertThat(text(PULL_REQUEST)).doesNotContain("secretKeyRef", "secretRef", "sluice-push", "sluice-git");

        String account = PULL_REQUEST.text("spec", "taskRunTemplate", "serviceAccountName");
        assertThat(PULL_REQUEST.at("spec", "taskRunTemplate", "podTemplate", "automountServiceAccountToken"))
                .isEqualTo(false);
        assertThat(Declared.in(BUILDS))
                .filteredOn(object -> object.kind().equals("ServiceAccount"))
                .singleElement()
                .satisfies(declared -> {
                    assertThat(declared.name()).isEqualTo(account).isNotEqualTo("pipeline");
                    assertThat(declared.at("automountServiceAccountToken")).isEqualTo(false);
                });
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyClaimIsDeclared(Declared run) {
        Set<String> claims = Declared.in(BUILDS).stream()
                .filter(object -> object.kind().equals("PersistentVolumeClaim"))
                .map(Declared::name)
                .collect(Collectors.toSet());

        assertThat(run.list("spec", "workspaces").stream()
                        .flatMap(workspace -> workspace.find("persistentVolumeClaim", "claimName").stream())
                        .map(Object::toString))
                .isSubsetOf(claims);
    }

    private static String text(Declared run) {
        return read(run.file());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(List<Declared> named) {
        return named.stream().map(each -> each.text("name")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> values(List<Declared> params) {
        return params.stream().collect(Collectors.toMap(param -> param.text("name"), param -> param.text("value")));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
