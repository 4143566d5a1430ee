package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.config.ConfigurationException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    @Test
    void listsAllMistakesAtOnce() {
        // Given
        Configuration wrong = Configuration.yaml("""
                sluice:
                  schedule: nightly
                  time-zone: Mars
                  speed: fast
                  feeds: { goog: { format: csv } }
                  fetch: { timeout: 0 }
                  block: { include: gogle, strategy: fast }
                  guards: { rules-changed: some }
                  clusters:
                    demo:
                      networks: { machine: 192.168.99.1/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                      egress-firewalls:
                        - { namespace: llm-demo, otherwise: ask }
                        - { namespace: llm-demo }
                      egress-ips: { prod: { addresses: none, namespace-labels: { env: prod } } }
                      loki: { size: 2x }
                      flow-collector: { privileged: flase }
                  git: { branch: "two words" }
                """);

        // When
        List<String> mistakes = wrong.mistakes();

        // Then
        assertThat(mistakes)
                .extracting(mistake -> mistake.substring(0, mistake.indexOf(": ")))
                .containsExactlyInAnyOrder(
                        "sluice.schedule",
                        "sluice.time-zone",
                        "sluice.speed",
                        "sluice.feeds.goog.format",
                        "sluice.fetch.timeout",
                        "sluice.block.include",
                        "sluice.block.strategy",
                        "sluice.guards.rules-changed",
                        "sluice.clusters.demo.networks.machine",
                        "sluice.clusters.demo.egress-firewalls[0].otherwise",
                        "sluice.clusters.demo.egress-firewalls[1].namespace",
                        "sluice.clusters.demo.egress-ips.prod.addresses",
                        "sluice.clusters.demo.loki.size",
                        "sluice.clusters.demo.loki.storage-class",
                        "sluice.clusters.demo.loki.secret",
                        "sluice.clusters.demo.flow-collector.privileged",
                        "sluice.git.url",
                        "sluice.git.branch");
    }

    @Test
    void countsTheMistakesInItsMessage() {
        Configuration two =
                Configuration.minimal().with("sluice.time-zone", "Mars").with("sluice.block.strategy", "fast");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(two::settings)
                .withMessageStartingWith("the configuration has 2 mistakes:\n  sluice.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "false", "no", "'off'", "'false'"})
    void hasNoScheduleWhereItIsOff(String yaml) {
        assertThat(Configuration.minimal()
                        .and("sluice: { schedule: " + yaml + " }")
                        .settings()
                        .schedule()
                        .cron())
                .isEmpty();
    }

    @Test
    void readsTheScheduleAndItsZone() {
        Settings settings = Configuration.minimal()
                .with("sluice.schedule", "0 30 3 ? * MON-FRI")
                .with("sluice.time-zone", "Europe/Berlin")
                .settings();

        assertThat(settings.schedule().cron()).contains("0 30 3 ? * MON-FRI");
        assertThat(settings.schedule().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    /** The clock of a {@link Configuration} is at 2026-11-22T08:00:00Z. */
    @ParameterizedTest
    @ValueSource(strings = {"0 0 2 30 2 ?", "0 0 2 1 1 ? 2020", "0 0 2 * 1-10 ? 2026", "0 0 9 22 11 ? 2026"})
    void refusesAScheduleThatNeverComesAgain(String cron) {
        Configuration berlin = Configuration.minimal().with("sluice.time-zone", "Europe/Berlin");

        assertThat(berlin.with("sluice.schedule", cron).mistakes())
                .as(cron)
                .containsExactly("sluice.schedule: '" + cron
                        + "' never comes again: give a time that is to come, or off for no schedule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 2 29 2 ?", "0 0 2 1 1 ? 2099", "1 0 9 22 11 ? 2026", "0 0 2 L 2 ?"})
    void takesAScheduleThatComesAgain(String cron) {
        Configuration berlin = Configuration.minimal().with("sluice.time-zone", "Europe/Berlin");

        assertThat(berlin.with("sluice.schedule", cron).settings().schedule().cron())
                .contains(cron);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sluice.schedule  | nightly      | is not a Quartz cron expression such as",
                "sluice.schedule  | 0 2 * * *    | is not a Quartz cron expression such as",
                "sluice.schedule  | 0 0 25 * * ? | is not a Quartz cron expression such as",
                "sluice.time-zone | Mars/Base    | is not a time zone such as Europe/Berlin"
            })
    void refusesAWrongValue(String key, String value, String why) {
        assertThat(Configuration.minimal().with(key, value).mistakes())
                .singleElement()
                .asString()
                .startsWith(key + ": '" + value + "' " + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sluice.fetch.tls-configuration-name", "sluice.git.tls-configuration-name"})
    void refusesATlsConfigurationThatTrustsNobody(String key) {
        assertThat(Configuration.minimal().with(key, "compny").mistakes())
                .containsExactly(key + ": 'compny' is not a quarkus.tls configuration with a trust store");
        assertThat(Configuration.minimal().with(key, "bare").mistakes())
                .containsExactly(key + ": 'bare' is not a quarkus.tls configuration with a trust store");
    }

    @Test
    void warnsOfATlsConfigurationForFeedsInFiles() {
        Configuration files = Configuration.minimal()
                .with("sluice.fetch.tls-configuration-name", "company")
                .with("sluice.feeds.goog.url", "file:///srv/goog.json");

        assertThat(files.settings().plan().warnings()).isEmpty();
        assertThat(files.with("sluice.feeds.cloud.url", "file:///srv/cloud.json")
                        .settings()
                        .plan()
                        .warnings())
                .containsExactly("sluice.fetch.tls-configuration-name: has no effect: no feed has an https address");
    }

    @Test
    void readsWhomToTrust() {
        Settings settings = Configuration.minimal()
                .with("sluice.fetch.tls-configuration-name", "company")
                .settings();

        assertThat(settings.feeds().tls()).contains("company");
        assertThat(settings.git().tls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.speed",
                "sluice.block.stratgy",
                "sluice.feeds.goog.uri",
                "sluice.fetch.retries",
                "sluice.api.user",
                "sluice.git.repository",
                "sluice.git.author.mail",
                "sluice.git.ssh.key",
                "sluice.clusters.demo.egressFirewalls",
                "sluice.clusters.demo.networks.machines",
                "sluice.clusters.demo.egress-firewalls[0].name",
                "sluice.clusters.demo.egress-firewalls[0].before[0].action",
                "sluice.clusters.demo.egress-firewalls[0].after[0].ports[0].number",
                "sluice.clusters.demo.egress-ips.prod.address",
                "sluice.clusters.demo.loki.bucket",
                "sluice.clusters.demo.loki.admin-group.members",
                "sluice.clusters.demo.loki.external-secret.path",
                "sluice.clusters.demo.flow-collector.sample",
                "sluice.clusters.demo.egress-firewalls",
                "sluice.clusters.demo",
                "sluice.git",
                "sluice.guards"
            })
    void refusesAKeyThatItDoesNotKnow(String key) {
        assertThat(Configuration.minimal().with(key, "any").mistakes())
                .anyMatch(mistake -> mistake.startsWith(key + ": is not a key that Sluice knows"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice: { speed: [] }",
                "sluice: { speed: '' }",
                "sluice: { speed: }",
                "sluice: { git: { urls: [] } }"
            })
    void refusesAKeyThatItDoesNotKnowWithoutAValueToo(String yaml) {
        assertThat(Configuration.minimal().and(yaml).mistakes())
                .singleElement()
                .asString()
                .contains(": is not a key that Sluice knows; ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.yaml", "/nowhere/sluice.yaml", "file:/nowhere.yaml", "file:///nowhere.yaml"})
    void refusesAConfigurationFileThatIsNotThere(String location) {
        assertThat(Configuration.minimal()
                        .with("smallrye.config.locations", "pom.xml," + location)
                        .mistakes())
                .containsExactly("smallrye.config.locations: '" + location + "' does not exist");
    }

    @Test
    void findsAConfigurationFileHoweverItIsNamed() {
        Path file = Path.of("pom.xml").toAbsolutePath();
        String locations = String.join(
                ",",
                "pom.xml",
                "src",
                file.toString(),
                "file:" + file,
                "file://" + file,
                "https://config.example/a.yaml");

        assertThat(Configuration.minimal()
                        .with("smallrye.config.locations", locations)
                        .mistakes())
                .isEmpty();
    }

    @Test
    void leavesVariablesThatAreMeantForSomethingElse() {
        Configuration pod = Configuration.minimal()
                .with(Map.of("SLUICE_PORT", "tcp://172.22.0.1:8080", "SLUICE_SERVICE_HOST", "172.22.0.1"));

        assertThat(pod.mistakes()).isEmpty();
    }
}
