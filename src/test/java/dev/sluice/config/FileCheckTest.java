package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a YAML file says that would be read as something else, or not at all. */
class FileCheckTest {

    private static final String DEMO = "sluice.clusters.demo";
    private static final String FIREWALLS = DEMO + ".egress-firewalls";

    @TempDir
    Path folder;

    private List<String> mistakes(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), yaml);
        return Configuration.minimal().file(file).mistakes().stream()
                .map(mistake -> mistake.replace(file.toString(), "a.yaml"))
                .toList();
    }

    @Test
    void namesEveryKeyThatHasNothingBehindIt() throws IOException {
        assertThat(mistakes("""
                        sluice:
                          block:
                            exempt:
                          git:
                            mode:
                            token: ''
                          clusters:
                            demo:
                              egress-firewalls:
                                - namespace: llm-demo
                                  otherwise:
                                  before: ~
                                - namespace:
                                -
                              egress-nodes: [master, null]
                        """))
                .containsExactly(
                        "sluice.block.exempt: has no value: give it one, or [] for none (a.yaml:3)",
                        "sluice.git.mode: has no value: give it one, or leave it out (a.yaml:5)",
                        "sluice.git.token: is blank: give it a value, or leave it out (a.yaml:6)",
                        FIREWALLS + "[0].otherwise: has no value: give it one, or leave it out (a.yaml:11)",
                        FIREWALLS + "[0].before: has no value: give it one, or [] for none (a.yaml:12)",
                        FIREWALLS + "[1].namespace: has no value: give it one, or leave it out (a.yaml:13)",
                        FIREWALLS + "[2]: has no value: give it one, or leave it out (a.yaml:14)",
                        DEMO + ".egress-nodes[1]: has no value: give it one, or leave it out (a.yaml:15)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice:",
                "sluice: { clusters: }",
                "sluice: { clusters: { other: } }",
                "sluice: { clusters: { other: {} } }",
                "sluice: { clusters: { demo: { egress-ips: { prod: {} } } } }",
                "sluice: { clusters: { demo: { egress-firewalls: [{}] } } }",
                "sluice: { clusters: { demo: { egress-firewalls: [[]] } } }",
                "sluice: { git: { mode: [] } }",
                "sluice: { git: { mode: {} } }",
                "sluice: { git: { mode: [null] } }",
                "sluice: { block: { families: {} } }",
                "sluice: { guards: { rules-changed: ' ' } }",
                "'%dev': { sluice: { git: { mode: } } }",
                "sluice: { git: { mode: null } }"
            })
    void refusesWhatWouldVanish(String yaml) throws IOException {
        assertThat(mistakes(yaml)).singleElement().asString().endsWith(" (a.yaml:1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing yet",
                "---",
                "sluice: {}",
                "sluice: { guards: {}, block: { exempt: [] } }",
                "sluice: { clusters: { demo: { egress-nodes: [], egress-ips: {} } } }",
                "sluice: { clusters: { demo: { egress-firewalls: [{ namespace: llm-demo, before: [], after: {} }] } } }",
                "sluice: { clusters: { demo: { egress-firewalls: [{ namespace: llm-demo, before: "
                        + "[{ type: Allow, nodes: { node-role.kubernetes.io/worker: '' } }] }] } } }",
                "quarkus: { http: { cors: { ~: true } }, log: }",
                "'%dev': { quarkus: { log: { level: DEBUG } }, sluice: { schedule: off } }",
                "x-mine: &mine { families: [ipv4] }\nsluice: { block: { <<: *mine } }",
                "POD_NAMESPACE: a\nx-b: { c: 1 }"
            })
    void takesWhatIsSaidOnPurpose(String yaml) throws IOException {
        assertThat(mistakes(yaml)).isEmpty();
    }

    @Test
    void namesBothLinesOfAKeyThatIsThereTwice() throws IOException {
        assertThat(mistakes("""
                        sluice:
                          block:
                            families: both
                          clusters:
                            demo: { own: true }
                            "demo": { own: true }
                          block:
                            strategy: exact
                        quarkus: { http: { port: 1, port: 2 } }
                        x-mine: { no: 1, off: 2 }
                        """))
                .containsExactly(
                        twice(DEMO, 5, 6),
                        twice("sluice.block", 2, 7),
                        twice("quarkus.http.port", 9, 9),
                        twice("x-mine.off", 10, 10));
    }

    @Test
    void namesBothLinesOfAKeyInTwoDocuments() throws IOException {
        assertThat(mistakes("sluice: { time-zone: UTC }\n---\nsluice: { time-zone: UTC }\n"))
                .containsExactly(twice("sluice.time-zone", 1, 3));
    }

    private static String twice(String key, int first, int second) {
        return key + ": is there twice, and only one of the two would count: a.yaml:" + first + " and a.yaml:" + second;
    }

    @Test
    void letsAMappingSayOtherwiseThanWhatItMergesIn() throws IOException {
        assertThat(mistakes("""
                        x-guards: &guards { rules-changed: 10, difference-lost: 20 }
                        sluice:
                          guards: { <<: [*guards], rules-changed: 30 }
                        """)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sluce: { block: { families: both } } | sluce: is not a key that Sluice knows; did you mean sluice?",
                "block: { families: both }            | block: is not a key that Sluice knows; did you mean sluice.block?",
                "families: both                       | families: is not a key that Sluice knows; did you mean sluice.block.families?",
                "qarkus: { http: { port: 1 } }        | qarkus: is not a key that Sluice knows; did you mean quarkus?",
                "company: { a: 1 }                    | company: is not a key that Sluice knows; its keys are below sluice, and what begins with x- is yours",
                "sluice.block.families: both          | sluice.block.families: is one key with dots in it, which nothing reads: write sluice: block: families as nested keys",
                "sluice: { blok: { families: both } } | sluice.blok: is not a key that Sluice knows; did you mean sluice.block?",
                "sluice: { families: both }           | sluice.families: is not a key that Sluice knows; did you mean sluice.block.families?",
                "sluice: { git: { mod: commit } }     | sluice.git.mod: is not a key that Sluice knows; did you mean sluice.git.mode?",
                "sluice: { fetch: { colour: red } }   | sluice.fetch.colour: is not a key that Sluice knows; known below sluice.fetch are connect-timeout, max-bytes, timeout, tls-configuration-name",
                "sluice: { clusters: { demo: { networks: { machin: 10.0.0.0/8 } } } } | sluice.clusters.demo.networks.machin: is not a key that Sluice knows; did you mean sluice.clusters.demo.networks.machine?",
                "sluice: { guards: all }              | sluice.guards: is not a key that Sluice knows a value of; it holds other keys",
                "sluice: all                          | sluice: is not a key that Sluice knows a value of; it holds other keys",
                "sluice: { guards: [a] }              | sluice.guards: is a list, where keys belong",
                "sluice: { git: { mode: { a: b } } }  | sluice.git.mode: holds keys, where one value belongs"
            })
    void namesTheNearestKnownKey(String yaml, String mistake) throws IOException {
        assertThat(mistakes(yaml)).containsExactly(mistake + " (a.yaml:1)");
    }

    @Test
    void refusesAFileWithoutKeys() throws IOException {
        assertThat(mistakes("- sluice")).containsExactly("a.yaml:1: is not a mapping of keys such as sluice");
    }

    @Test
    void listsAllAtOnceBesideWrongValues() throws IOException {
        assertThat(mistakes("sluce: 1\nsluice: { git: { mode: }, block: { strategy: fuzzy, families: } }"))
                .extracting(mistake -> mistake.substring(0, mistake.indexOf(": ")))
                .containsExactly("sluce", "sluice.git.mode", "sluice.block.families", "sluice.block.strategy");
    }

    @Test
    void showsNoSecret() throws IOException {
        assertThat(mistakes("sluice: { git: { token: { s3cr3t: '' } , tokn: s3cr3t } }"))
                .hasSize(2)
                .noneMatch(mistake -> mistake.contains("s3cr3t"));
    }
}
