package dev.sluice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.RunResult;
import java.util.List;

/**
 * How a run ended that met a fault.
 *
 * @param log what was logged meanwhile
 */
record RunEnd(RunResult result, List<String> log) {

    /** Holds all but the branch to a row of a table. */
    void assertAs(FaultCase row, List<String> secrets) {
        String message = result.outcome().message();
        String said = String.join(
                "\n",
                message,
                String.join("\n", result.warnings()),
                String.join("\n", result.outcome().reasons()),
                String.join("\n", result.unverified()),
                result.networks().toString());
        String everything = said + "\n" + String.join("\n", log);
        assertThat(result.outcome().word()).as(message).isEqualTo(row.seen());
        assertThat(result.outcome().exitCode().number()).isEqualTo(row.exit().orElseThrow());
        row.says().forEach(words -> assertThat(everything).contains(words));
        row.silent().forEach(words -> assertThat(everything).doesNotContain(words));
        secrets.forEach(secret -> assertThat(everything).doesNotContain(secret));
        assertThat(message).doesNotContain("unexpected: ").hasLineCount(1);
    }
}
