package dev.sluice.docs;

import dev.sluice.faults.FaultCase;
import dev.sluice.faults.FaultTable;
import dev.sluice.faults.FaultTables;
import java.util.List;
import java.util.stream.Collectors;

/** The page of all faults that are tried, made of the tables that the tests run. */
final class ReliabilityPage {

    private static final String HEAD = """
            # Reliability

            What Sluice does where feeds, Git servers, clusters, settings or its own process fail: what it promises, what it does
            not, and every fault that the tests try. Made from the tables in `src/test/resources/dev/sluice/faults`, which the tests
            run; a test fails when this page is not current, and `./mvnw test -Dtest=ReliabilityPageTest -Ddocs.update=true` writes it
            anew.

            `./mvnw verify` meets all faults but those of [processes](#processes), which take minutes:

            ```sh
            ./mvnw verify -Plong
            ```

            Whether a service grows that runs again and again, a soak says: every 20 seconds memory, descriptors, threads and
            temporary files of the packaged program at the heap of its image, and at the end whether one of them grew.

            ```sh manual
            ./bench --soak 10
            ```

            ## What is promised

            - In doubt nothing is published: where a run fails, is skipped or is held, the branch points to the commit that it
              pointed to before. A branch moves in one step from one whole state to the next; no reader sees half of a change.
            - Every run ends: with one of the [outcomes](../README.md#what-it-does), an exit code, and a message of one line that
              names the feed, the server, the cluster or the key, and the value that is wrong.
            - What was pushed is in the outcome, whatever fails later in the same run.
            - A process may be killed at any moment: the next run needs no repair, and ends as if the first had not been.
            - Commits and files of others in the repository stay; Sluice never forces the branch that Argo CD follows.
            - Nothing that a server, a feed or a cluster sends is executed, followed to a file or shown without being cleaned and
              cut. No secret is in a message, a log or a commit.
            - Every key of the settings is understood or refused; a program with a mistake in its settings does not start, and lists
              all of them.

            ## What is not promised

            - That a lie with a valid form is found out: what Google publishes over HTTPS is believed, within the limits of the
              [guards](guards.md).
            - That a change is published while a feed, the Git server or the forge is away. Firewalls keep the last state that was
              published; [alerts](operating.md) say how old it is.
            - That clusters apply what is committed: [verification](verification.md) reports it and repairs nothing.
            - That two programs write the same folder of one repository: each keeps the other's commits, and undoes their changes to
              its own files.
            - A server that shows a repository without any branch is believed: the first commit is made, and no guard can compare.
            - A list of one CIDR a line has no end mark: one that is cut off exactly after a line, by a server that announced no
              length, is a shorter list. The guards limit what that may change.
            """;

    private ReliabilityPage() {}

    static String text() {
        List<FaultTable> tables = FaultTables.all();
        return HEAD
                + "\n## The faults that are tried\n\n| area | faults | not checked |\n|---|---|---|\n"
                + tables.stream().map(ReliabilityPage::count).collect(Collectors.joining())
                + "| all | %d | %d |\n"
                        .formatted(
                                tables.stream()
                                        .mapToInt(table -> table.cases().size())
                                        .sum(),
                                tables.stream()
                                        .mapToLong(ReliabilityPage::pending)
                                        .sum())
                + tables.stream().map(ReliabilityPage::section).collect(Collectors.joining());
    }

    private static String count(FaultTable table) {
        return "| %s | %d | %d |\n".formatted(table.title(), table.cases().size(), pending(table));
    }

    private static long pending(FaultTable table) {
        return table.cases().stream().filter(row -> row.pending().isPresent()).count();
    }

    private static String section(FaultTable table) {
        return "\n## " + table.title() + "\n\n" + table.about()
                + "\n\n| fault | what is done | what must be seen |\n|---|---|---|\n"
                + table.cases().stream().map(ReliabilityPage::row).collect(Collectors.joining());
    }

    private static String row(FaultCase row) {
        return "| %s | %s | %s%s |\n"
                .formatted(
                        cell(row.name()),
                        code(row.done()),
                        cell(row.expected()),
                        row.pending()
                                .map(what -> " (not yet: " + cell(what) + ")")
                                .orElse(""));
    }

    /** Text that no reader of Markdown takes for markup. */
    private static String cell(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("([\\\\<>*_\\[\\]|`])", "\\\\$1");
    }

    /** Text that may hold backticks and line breaks. */
    private static String code(String text) {
        String line = text.strip().replaceAll("\\R", "⏎").replace("|", "\\|");
        return line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
    }
}
