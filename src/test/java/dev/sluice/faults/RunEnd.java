package dev.sluice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import dev.sluice.run.RunResult;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * How a run ended that a table had told to fail.
 *
 * @param before where the branch pointed to before the run
 * @param log what was logged meanwhile
 */
record RunEnd(RunResult result, BareRepository repository, ObjectId before, List<String> log) {

    void assertAs(FaultCase row, List<String> secrets) throws IOException {
        String message = result.outcome().message();
        String said = message + "\n" + String.join("\n", result.warnings()) + "\n"
                + result.outcome().reasons();
        assertThat(result.outcome().word()).as(message).isEqualTo(row.seen());
        assertThat(result.outcome().exitCode().number()).isEqualTo(row.exit().orElseThrow());
        ObjectId after = repository.tip("main");
        switch (row.branch().orElseThrow()) {
            case STAYS -> assertThat(after).isEqualTo(before);
            case MOVES -> {
                RevCommit last = repository.log("main").getFirst();
                assertThat(last.getParents()).extracting(RevCommit::getId).isEqualTo(parents());
                assertThat(message).contains(after.name());
            }
        }
        row.says().forEach(words -> assertThat(said).contains(words));
        assertThat(said).doesNotContain("unexpected: ");
        String everything = said + "\n" + String.join("\n", log);
        row.silent().forEach(words -> assertThat(everything).doesNotContain(words));
        secrets.forEach(secret -> assertThat(everything).doesNotContain(secret));
        assertThat(message.lines()).as("the message is one line").hasSize(1);
    }

    private List<ObjectId> parents() {
        return before.equals(ObjectId.zeroId()) ? List.of() : List.of(before);
    }
}
