package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.RunService;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the manifests ask of the service, asked of the service. */
@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class DeployedTest {

    private static final Path MANIFESTS = Path.of("manifests");
    private static final Path OPERATING = Path.of("docs/operating.md");
    private static final Pattern METRIC = Pattern.compile("\\bsluice_[a-z_]+");

    @Inject
    RunService runs;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @Test
    void answersEveryProbeOnThePortThatIsProbed() throws IOException {
        // Given
        String deployment = Files.readString(MANIFESTS.resolve("base/deployment.yaml"));
        Set<String> paths = found(Pattern.compile("(?m)(?<=^              path: )/q/.*$"), deployment);

        // Then
        assertThat(paths).hasSize(3);
        for (String path : paths) {
            when().get(url(path)).then().statusCode(200);
        }
        assertThat(deployment)
                .as("Quarkus's own ports, which nothing here changes")
                .containsOnlyOnce("- name: api\n              containerPort: 8080\n")
                .containsOnlyOnce("- name: management\n              containerPort: 9000\n");
        assertThat(found(Pattern.compile("(?<=\n              port: ).*"), deployment))
                .containsExactly("management");
    }

    @Test
    void servesTheMetricsThatAreAlertedOnAndShown() throws IOException {
        // Given
        Service.feeds().publish(GOOG, CLOUD);
        runs.start();
        String monitor = Files.readString(MANIFESTS.resolve("components/monitoring/service-monitor.yaml"));
        String path =
                found(Pattern.compile("(?<=path: ).*"), monitor).iterator().next();

        // When
        String served = when().get(url(path)).then().statusCode(200).extract().asString();

        // Then
        Set<String> used = new TreeSet<>();
        for (String file : new String[] {"prometheus-rule.yaml", "dashboard.yaml"}) {
            used.addAll(found(METRIC, Files.readString(MANIFESTS.resolve("components/monitoring/" + file))));
        }
        assertThat(found(METRIC, served)).containsAll(used).containsAll(documented());
        Set<String> documented = documented();
        assertThat(used).allMatch(metric -> documented.stream().anyMatch(metric::startsWith));
    }

    @Test
    void everyAlertIsExplained() throws IOException {
        Set<String> alerts = new TreeSet<>();
        for (String file : new String[] {"monitoring/prometheus-rule.yaml", "cronjob/prometheus-rule.yaml"}) {
            alerts.addAll(found(
                    Pattern.compile("(?<=- alert: ).*"), Files.readString(MANIFESTS.resolve("components/" + file))));
        }

        assertThat(found(Pattern.compile("(?m)(?<=^### ).*"), Files.readString(OPERATING)))
                .isEqualTo(alerts);
    }

    private static Set<String> documented() throws IOException {
        return found(Pattern.compile("(?m)(?<=^\\| `)sluice_[a-z_]+"), Files.readString(OPERATING));
    }

    private String url(String path) {
        return management.toString().replaceFirst("/q?/?$", "") + path;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
