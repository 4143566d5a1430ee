package dev.sluice.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.gitops.Draft;
import dev.sluice.gitops.PrintingPublisher;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.ChangeSummary;
import dev.sluice.plan.briefing.ChangeSummary.ClusterGroup;
import dev.sluice.plan.briefing.ChangeSummary.SummaryLine;
import dev.sluice.policy.Risk;
import dev.sluice.render.Provenance;
import dev.sluice.text.Colours;
import dev.sluice.text.TextTable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows what a run would publish: a table of what changes first, then the difference, then what the run found. */
public final class PlanPrinter {

    /** More names than this are counted. */
    private static final int MOST_NAMES = 5;

    private static final String GUARD = "guard ";

    /** For whom a plan is printed. */
    public enum PlanFormat {
        TEXT,
        MARKDOWN,
        JSON
    }

    private final PrintStream out;
    private final PlanFormat format;
    private final boolean full;
    private final Colours colours;
    private final List<ClusterGroup> groups = new ArrayList<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** @param full whether the lists of feeds are in the difference */
    public PlanPrinter(PrintStream out, PlanFormat format, boolean full) {
        this(out, format, full, Colours.OFF);
    }

    /**
     * @param full whether the lists of feeds are in the difference
     * @param colours for a plan as text; other formats are for programs
     */
    public PlanPrinter(PrintStream out, PlanFormat format, boolean full, Colours colours) {
        this.out = out;
        this.format = format;
        this.full = full;
        this.colours = colours;
    }

    /** Begins with what changes. */
    void begin(ChangeSummary summary) {
        groups.addAll(summary.groups());
        switch (format) {
            case TEXT -> print(summary.groups().isEmpty() ? "" : coloured(table().text()) + "\n");
            case MARKDOWN -> print(summary.groups().isEmpty() ? "" : table().markdown() + "\n");
            case JSON -> {} // one document, printed at the end
        }
    }

    void show(Snapshot base, Draft draft) {
        switch (format) {
            case TEXT -> {
                ByteArrayOutputStream diff = new ByteArrayOutputStream();
                publisher(new PrintStream(diff, false, StandardCharsets.UTF_8)).publish(base, draft);
                print(colours.diff(diff.toString(StandardCharsets.UTF_8)));
            }
            case MARKDOWN -> {
                print("```diff\n");
                publisher(out).publish(base, draft);
                print("```\n\n");
            }
            case JSON ->
                publisher(new PrintStream(kept, false, StandardCharsets.UTF_8)).publish(base, draft);
        }
    }

    /**
     * Ends with what the run came to.
     *
     * @param words the report for a person
     */
    public void end(RunReport report, String words) {
        switch (format) {
            case TEXT -> out.println(words);
            case MARKDOWN -> print("```\n" + words.strip() + "\n```\n");
            case JSON -> print(json(report) + "\n");
        }
    }

    private PrintingPublisher publisher(PrintStream stream) {
        return new PrintingPublisher(stream, path -> full || !isList(path));
    }

    private static boolean isList(String path) {
        int folder = path.indexOf("/" + Provenance.FOLDER);
        return folder >= 0 && !path.endsWith("/" + Provenance.POLICY) && !path.endsWith("/" + Provenance.MARKER);
    }

    /** What is held is red, and another high risk is yellow. */
    private String coloured(String table) {
        List<SummaryLine> lines =
                groups.stream().flatMap(group -> group.lines().stream()).toList();
        List<String> text = table.lines().toList();
        StringBuilder coloured = new StringBuilder(colours.bold(text.getFirst())).append('\n');
        for (int row = 0; row < lines.size(); row++) {
            SummaryLine line = lines.get(row);
            String shown = text.get(row + 1);
            coloured.append(
                            guards(line).isEmpty()
                                    ? line.risk() == Risk.Level.LOW ? shown : colours.yellow(shown)
                                    : colours.red(shown))
                    .append('\n');
        }
        return coloured.toString();
    }

    private TextTable table() {
        return new TextTable(
                List.of(
                        "cluster",
                        "namespace",
                        "rules before",
                        "after",
                        "newly denied",
                        "newly allowed",
                        "guards",
                        "risk",
                        "why"),
                List.of(2, 3, 4, 5),
                groups.stream()
                        .flatMap(group -> group.lines().stream().map(line -> row(group, line)))
                        .toList());
    }

    private static List<String> row(ClusterGroup group, SummaryLine line) {
        List<String> guards = guards(line);
        return List.of(
                names(group.clusters()),
                line.namespaces().isEmpty() ? "-" : names(line.namespaces()),
                Integer.toString(line.facts().rulesBefore()),
                Integer.toString(line.facts().rulesAfter()),
                line.facts().newlyDenied().toString(),
                line.facts().newlyAllowed().toString(),
                guards.isEmpty() ? "pass" : String.join(", ", guards),
                risk(line),
                line.why().stream().filter(why -> !why.startsWith(GUARD)).collect(Collectors.joining(", ")));
    }

    private static String names(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    /** The guards that hold the change. */
    private static List<String> guards(SummaryLine line) {
        return line.why().stream()
                .filter(why -> why.startsWith(GUARD))
                .map(why -> why.substring(GUARD.length()))
                .toList();
    }

    private static String risk(SummaryLine line) {
        return line.risk().name().toLowerCase(Locale.ROOT);
    }

    /** Made of maps: a native program has no reflection for records. */
    private String json(RunReport report) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("outcome", report.outcome());
        plan.put("message", report.message());
        plan.put("reasons", report.reasons());
        plan.put(
                "changes",
                groups.stream()
                        .flatMap(group -> group.lines().stream().map(line -> change(group, line)))
                        .toList());
        plan.put("warnings", report.warnings());
        plan.put("diff", kept.toString(StandardCharsets.UTF_8));
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, texts and numbers are JSON", e);
        }
    }

    private static Map<String, Object> change(ClusterGroup group, SummaryLine line) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("clusters", group.clusters());
        change.put("namespaces", line.namespaces());
        change.put("rulesBefore", line.facts().rulesBefore());
        change.put("rulesAfter", line.facts().rulesAfter());
        change.put("newlyDeniedIpv4", line.facts().newlyDenied().ipv4());
        change.put("newlyAllowedIpv4", line.facts().newlyAllowed().ipv4());
        change.put("newlyDeniedIpv6", line.facts().newlyDenied().ipv6());
        change.put("newlyAllowedIpv6", line.facts().newlyAllowed().ipv6());
        change.put("guards", guards(line));
        change.put("risk", risk(line));
        change.put("why", line.why());
        return change;
    }

    private void print(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
