package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs: that it is restricted, that service and one-shot are set up alike, and that nothing holds a secret. */
class WorkloadsTest {

    private static final Path BASE = Declared.MANIFESTS.resolve("base");
    private static final Declared DEPLOYMENT = Declared.only(BASE.resolve("deployment.yaml"));
    private static final Declared CRON_JOB =
            Declared.only(Declared.MANIFESTS.resolve("components/cronjob/cron-job.yaml"));

    /** Pods of the manifests, and of what is rendered. */
    private static List<Declared> pods() {
        return Stream.of(Declared.MANIFESTS, Path.of("src/test/resources/golden"))
                .flatMap(folder -> Declared.in(folder).stream())
                .flatMap(object -> object.pod().stream())
                .toList();
    }

    @Test
    void everyPodIsRestricted() {
        assertThat(pods()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(pod -> {
            assertThat(pod.at("securityContext", "runAsNonRoot")).isEqualTo(true);
            assertThat(pod.text("securityContext", "seccompProfile", "type")).isEqualTo("RuntimeDefault");
            assertThat(pod.find("securityContext", "runAsUser"))
                    .as("OpenShift gives a user id of its own")
                    .isEmpty();
            assertThat(pod.list("containers")).allSatisfy(container -> {
                assertThat(container.map("securityContext"))
                        .isEqualTo(Map.of(
                                "allowPrivilegeEscalation",
                                false,
                                "readOnlyRootFilesystem",
                                true,
                                "capabilities",
                                Map.of("drop", List.of("ALL"))));
                assertThat(container.map("resources", "limits").keySet()).isEqualTo(memoryAndCpu());
                assertThat(container.map("resources", "requests").keySet()).isEqualTo(memoryAndCpu());
            });
        });
    }

    private static Object memoryAndCpu() {
        return Set.of("cpu", "memory");
    }

    @Test
    void serviceAndOneShotAreSetUpAlike() {
        // Given
        Declared service = DEPLOYMENT.pod().orElseThrow();
        Declared oneShot = CRON_JOB.pod().orElseThrow();

        // Then
        for (String field : List.of("serviceAccountName", "terminationGracePeriodSeconds", "securityContext")) {
            assertThat(oneShot.at(field)).as(field).isEqualTo(service.at(field));
        }
        for (String field : List.of("image", "env", "resources", "securityContext")) {
            assertThat(oneShot.at("containers", 0, field)).as(field).isEqualTo(service.at("containers", 0, field));
        }
        assertThat(service.list("containers", 0, "volumeMounts"))
                .as("the service has a token for callers besides")
                .extracting(Declared::fields)
                .containsAll(oneShot.list("containers", 0, "volumeMounts").stream()
                        .<Map<?, ?>>map(Declared::fields)
                        .toList());
        assertThat(service.list("volumes"))
                .extracting(Declared::fields)
                .containsAll(oneShot.list("volumes").stream()
                        .<Map<?, ?>>map(Declared::fields)
                        .toList());
    }

    @Test
    void everyMountHasItsVolume() {
        assertThat(pods()).filteredOn(pod -> pod.find("volumes").isPresent()).allSatisfy(pod -> assertThat(
                        pod.list("containers", 0, "volumeMounts"))
                .extracting(mount -> mount.text("name"))
                .containsExactlyInAnyOrderElementsOf(pod.list("volumes").stream()
                        .map(volume -> volume.text("name"))
                        .toList()));
    }

    @Test
    void theOneShotRunsEveryNightAndAloneAndOnceWhereItIsHeld() {
        assertThat(CRON_JOB.text("spec", "schedule")).isEqualTo("0 2 * * *");
        assertThat(CRON_JOB.text("spec", "concurrencyPolicy")).isEqualTo("Forbid");
        Declared pod = CRON_JOB.pod().orElseThrow();
        assertThat(pod.words("containers", 0, "args")).containsExactly("--once");
        assertThat(pod.text("restartPolicy")).isEqualTo("Never");
        Declared policy = CRON_JOB.list("spec", "jobTemplate", "spec", "podFailurePolicy", "rules")
                .getFirst();
        assertThat(policy.text("action")).isEqualTo("FailJob");
        assertThat(policy.text("onExitCodes", "containerName")).isEqualTo(pod.text("containers", 0, "name"));
        assertThat(policy.words("onExitCodes", "values")).containsExactly("2", "3");
    }

    @Test
    void homeIsWritableAndNothingElseButTheTemporaryFolder() {
        Declared pod = DEPLOYMENT.pod().orElseThrow();
        String home = pod.list("containers", 0, "env").stream()
                .filter(variable -> variable.text("name").equals("HOME"))
                .map(variable -> variable.text("value"))
                .findFirst()
                .orElseThrow();
        List<String> writable = pod.list("containers", 0, "volumeMounts").stream()
                .filter(mount -> !mount.find("readOnly").equals(Optional.of(true)))
                .map(mount -> mount.text("mountPath"))
                .toList();

        assertThat(writable).containsExactlyInAnyOrder(home, "/tmp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/lab"})
    void theObjectStoreLiesOnAVolumeWithRoomForIt(String folder) throws IOException {
        String configuration = Files.readString(Declared.MANIFESTS.resolve(folder + "/application.yaml"));
        String store = configuration.replaceFirst("(?s).*\n    store: ([^\n]+)\n.*", "$1");

        assertThat(List.of(DEPLOYMENT, CRON_JOB)).allSatisfy(workload -> {
            Declared pod = workload.pod().orElseThrow();
            List<String> volumes = pod.list("containers", 0, "volumeMounts").stream()
                    .filter(mount -> store.startsWith(mount.text("mountPath") + "/"))
                    .map(mount -> mount.text("name"))
                    .toList();
            assertThat(volumes).hasSize(1);
            assertThat(pod.list("volumes"))
                    .filteredOn(volume -> volumes.contains(volume.text("name")))
                    .extracting(volume -> volume.text("emptyDir", "sizeLimit"))
                    .containsExactly("256Mi");
        });
    }

    @Test
    void theServiceAndTheBudgetSelectThePods() {
        Object labels = DEPLOYMENT.at("spec", "selector", "matchLabels");

        assertThat(Declared.only(BASE.resolve("service.yaml")).at("spec", "selector"))
                .isEqualTo(labels);
        assertThat(Declared.only(BASE.resolve("pod-disruption-budget.yaml")).at("spec", "selector", "matchLabels"))
                .isEqualTo(labels);
    }

    @Test
    void noManifestHoldsASecret() {
        assertThat(Declared.in(Declared.MANIFESTS))
                .noneMatch(object -> object.kind().equals("Secret"))
                .allSatisfy(object -> object.pod().stream()
                        .flatMap(pod -> pod.list("containers").stream())
                        .filter(container -> container.find("env").isPresent())
                        .flatMap(container -> container.list("env").stream())
                        .forEach(variable ->
                                assertThat(variable.text("name")).doesNotMatch(".*(TOKEN|PASSWORD|SECRET|KEY)")));
        assertThat(Declared.yaml(Declared.MANIFESTS))
                .filteredOn(file -> file.endsWith("application.yaml"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(file -> assertThat(file).content().doesNotContainPattern("(?m)\\b(token|password):"));
    }
}
