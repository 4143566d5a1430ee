package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long a sync that fails blocks the next commit. */
class RetriesTest {

    private static final Path ARGO_CD = Declared.MANIFESTS.resolve("argocd");

    /** What a sync takes beside its Jobs, in seconds: 2 s between waves, and the Pod's end. */
    private static final int BESIDE = 15;

    static List<ArgoApplication> applications() {
        return ArgoApplication.all();
    }

    private static List<Declared> rendered() {
        return Declared.in(Path.of("src/test/resources/golden"));
    }

    /**
     * Retries go on with the commit that they began with, and block later ones: a repair waits for all of them. However a
     * Job fails, be it that its image cannot be pulled, it ends at its deadline.
     */
    @ParameterizedTest
    @MethodSource("applications")
    void aRepairIsSyncedWithinFiveMinutesOfAFailingSync(ArgoApplication application) {
        Declared retry = new Declared(ARGO_CD, application.spec().map("syncPolicy", "retry"));
        int limit = (int) retry.at("limit");
        double wait = 0;
        for (int i = 0; i < limit; i++) {
            wait += Math.min(
                    seconds(retry.text("backoff", "duration")) * Math.pow((int) retry.at("backoff", "factor"), i),
                    seconds(retry.text("backoff", "maxDuration")));
        }

        assertThat(limit).as("a retry helps where an operator is late").isPositive();
        assertThat(wait).isBetween(30.0, 120.0);
        assertThat(wait + (limit + 1) * (BESIDE + deadline(application))).isLessThan(300);
    }

    /** How long the Jobs in an Application's folder may take, in seconds: those of one wave run side by side. */
    private static long deadline(ArgoApplication application) {
        Path part = Path.of(application.spec().text("source", "path")).getFileName();
        return rendered().stream()
                .filter(object -> object.kind().equals("Job"))
                .filter(object -> object.file().getParent().endsWith(part))
                .mapToLong(job -> ((Number) job.at("spec", "activeDeadlineSeconds")).longValue())
                .max()
                .orElse(0);
    }

    @Test
    void aJobsDeadlineIsReckonedWith() {
        assertThat(applications())
                .filteredOn(application -> deadline(application) > 0)
                .extracting(ArgoApplication::name)
                .containsExactlyInAnyOrder("sluice-demo-firewall", "sluice-north-firewall");
    }

    /** A Pod has half a minute to end by default, and a shell takes no notice of SIGTERM. */
    @Test
    void aJobsPodEndsAtItsDeadline() {
        assertThat(rendered())
                .filteredOn(object -> object.kind().equals("Job"))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.at("spec", "template", "spec", "terminationGracePeriodSeconds"))
                        .isEqualTo(1));
    }

    private static long seconds(String duration) {
        return Duration.parse("PT" + duration.toUpperCase(Locale.ROOT)).toSeconds();
    }
}
