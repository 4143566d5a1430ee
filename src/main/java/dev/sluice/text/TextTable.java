package dev.sluice.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for a terminal: columns as wide as they must be.
 *
 * @param head the names of the columns
 * @param numbers the columns, from 0, that are set to the right
 * @param rows each as many cells as the head has
 */
public record TextTable(List<String> head, List<Integer> numbers, List<List<String>> rows) {

    public TextTable {
        head = List.copyOf(head);
        numbers = List.copyOf(numbers);
        rows = rows.stream().map(List::copyOf).toList();
    }

    public String text() {
        List<List<String>> lines = new ArrayList<>(List.of(head));
        lines.addAll(rows);
        return lines.stream().map(line -> line(line, lines)).collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(List<String> line, List<List<String>> lines) {
        return IntStream.range(0, head.size())
                .mapToObj(column -> {
                    String cell = line.get(column);
                    int width = lines.stream()
                            .mapToInt(other -> other.get(column).length())
                            .max()
                            .orElse(0);
                    String blanks = " ".repeat(width - cell.length());
                    return numbers.contains(column) ? blanks + cell : cell + blanks;
                })
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    public String markdown() {
        String rule = IntStream.range(0, head.size())
                .mapToObj(column -> numbers.contains(column) ? "--:" : "---")
                .collect(Collectors.joining("|", "|", "|\n"));
        return row(head) + rule + rows.stream().map(TextTable::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
