package dev.sluice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A table of faults of one area, as a resource beside this class holds it. A row that waits for something is reported as
 * skipped with what it waits for; {@code -Dfaults.pending=true} runs it all the same.
 *
 * @param about what the tests of this area do, in Markdown
 * @param least how many rows it must have
 */
public record FaultTable(String title, String about, int least, List<FaultCase> cases) {

    private static final Set<String> COLUMNS =
            Set.of("case", "done", "seen", "exit", "branch", "says", "silent", "pending");

    public FaultTable {
        cases = List.copyOf(cases);
        Set<String> names = new HashSet<>();
        cases.forEach(row -> assertThat(names.add(row.name()))
                .as(row.name() + " is there once")
                .isTrue());
    }

    /** @param area the name of the resource, without its ending */
    public static FaultTable read(String area) {
        try (InputStream resource = FaultTable.class.getResourceAsStream(area + ".yaml")) {
            Map<String, ?> table =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(resource, area));
            return new FaultTable(
                    text(table, "title"),
                    text(table, "about"),
                    (Integer) table.get("least"),
                    ((Collection<?>) table.get("cases"))
                            .stream().map(FaultTable::row).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test for each row. */
    public Stream<DynamicTest> tests(ThrowingConsumer<FaultCase> check) {
        assertThat(cases).hasSizeGreaterThanOrEqualTo(least);
        return cases.stream()
                .map(row -> dynamicTest(row.name(), () -> {
                    Assumptions.assumeTrue(
                            row.pending().isEmpty() || Boolean.getBoolean("faults.pending"),
                            () -> "pending: " + row.pending().orElseThrow());
                    check.accept(row);
                }));
    }

    private static FaultCase row(Object row) {
        Map<?, ?> columns = (Map<?, ?>) row;
        assertThat(COLUMNS)
                .as("columns of " + row)
                .containsAll(columns.keySet().stream().map(String.class::cast).toList());
        return new FaultCase(
                text(columns, "case"),
                text(columns, "done"),
                text(columns, "seen"),
                Optional.ofNullable((Integer) columns.get("exit")),
                Optional.ofNullable((String) columns.get("branch"))
                        .map(word -> FaultCase.Branch.valueOf(
                                word.toUpperCase(Locale.ROOT).replace(' ', '_'))),
                texts(columns, "says"),
                texts(columns, "silent"),
                Optional.ofNullable((String) columns.get("pending")));
    }

    private static String text(Map<?, ?> columns, String column) {
        return String.valueOf(Objects.requireNonNull(columns.get(column), () -> column + " of " + columns));
    }

    private static List<String> texts(Map<?, ?> columns, String column) {
        return switch (columns.get(column)) {
            case null -> List.of();
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case Object one -> List.of(String.valueOf(one));
        };
    }
}
