package dev.sluice.faults;

import java.util.List;
import java.util.Optional;

/**
 * One row of a table of faults.
 *
 * @param name what happens, unique in its table
 * @param done what the test does: words that the runner of the table knows, with their arguments
 * @param seen how it must end: a word that the runner of the table knows
 * @param exit the exit code of a one-shot; empty where nothing ends
 * @param branch what becomes of the repository; empty where none takes part
 * @param says texts that the messages must hold
 * @param silent texts that no message may hold
 * @param pending what this row waits for; empty where it is checked
 */
public record FaultCase(
        String name,
        String done,
        String seen,
        Optional<Integer> exit,
        Optional<Branch> branch,
        List<String> says,
        List<String> silent,
        Optional<String> pending) {

    /** What becomes of the branch. */
    public enum Branch {
        /** It points to the commit that it pointed to before. */
        STAYS("the branch stays"),
        /** It has exactly one commit more, on top of the one before. */
        MOVES("the branch has exactly one commit more"),
        /** What others did meanwhile stays, and nothing is added. */
        THEIRS("the branch stays as others left it meanwhile"),
        /** It has one commit on top of what others did meanwhile. */
        ON_THEIRS("the branch has one commit on top of what others did meanwhile"),
        /** It has one commit more, or none: a machine is as fast as it is. */
        EITHER("the branch stays, or has exactly one commit more");

        private final String words;

        Branch(String words) {
            this.words = words;
        }
    }

    public FaultCase {
        says = List.copyOf(says);
        silent = List.copyOf(silent);
    }

    /** What must be seen, in one sentence. */
    public String expected() {
        StringBuilder text = new StringBuilder(seen);
        exit.ifPresent(code -> text.append(", exit code ").append(code));
        branch.ifPresent(state -> text.append(", ").append(state.words));
        says.forEach(words -> text.append(says.getFirst().equals(words) ? "; says “" : "” and “")
                .append(words));
        text.append(says.isEmpty() ? "" : "”");
        silent.forEach(words -> text.append(silent.getFirst().equals(words) ? "; never “" : "” nor “")
                .append(words));
        return text.append(silent.isEmpty() ? "" : "”").toString();
    }
}
