package dev.sluice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.ReadConfiguration;
import dev.sluice.run.ExitCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every row of {@code configurations.yaml}, read as the service reads its own. */
class ConfigurationFaultsTest {

    private static final String LEAST = """
            sluice:
              git: { url: "https://git.example/fleet.git" }
              clusters:
                demo:
                  networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                  egress-firewalls: [{ namespace: llm-demo }]
            """;

    @TestFactory
    Stream<DynamicTest> areRefusedOrStartAsTheTableSays() {
        return FaultTable.read("configurations").tests(ConfigurationFaultsTest::check);
    }

    private static void check(FaultCase row) {
        ReadConfiguration read = row.done().startsWith("# alone")
                ? ReadConfiguration.of(row.done())
                : ReadConfiguration.of(LEAST, row.done());
        List<String> mistakes = read.mistakes();
        switch (row.seen()) {
            case "refused" -> {
                assertThat(row.exit()).contains(ExitCode.MISUSED.number());
                assertThat(mistakes).isNotEmpty();
                assertNamed(row, mistakes);
            }
            case "starts" -> {
                assertThat(mistakes).isEmpty();
                assertNamed(row, read.warnings());
            }
            default -> throw new IllegalArgumentException(row.seen());
        }
    }

    /** Each text of the row is in a message, and each message holds one. */
    private static void assertNamed(FaultCase row, List<String> messages) {
        row.says().forEach(words -> assertThat(messages)
                .anySatisfy(message -> assertThat(message).contains(words)));
        assertThat(messages).allSatisfy(message -> assertThat(row.says()).anyMatch(message::contains));
        row.silent().forEach(words -> assertThat(messages)
                .allSatisfy(message -> assertThat(message).doesNotContain(words)));
    }
}
