package dev.sluice.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The holes in dependencies that are accepted for a time, as the last table of {@code docs/findings.md} lists them. */
record AcceptedFindings(List<Acceptance> all) {

    private static final String HEADING = "## Accepted\n";
    private static final String HEAD = "| finding | package | until | why it cannot be reached |\n|---|---|---|---|\n";
    private static final Pattern ID = Pattern.compile("(GHSA(-[0-9a-z]{4}){3}|CVE-[0-9]{4}-[0-9]{4,})");
    private static final Pattern PACKAGE = Pattern.compile("[\\w.-]+:[\\w.-]+");
    private static final int SHORTEST_REASON = 20;

    AcceptedFindings {
        all = List.copyOf(all);
    }

    /** @param until the last day, inclusive */
    record Acceptance(String id, String artifact, LocalDate until, String why) {}

    /** @throws IllegalArgumentException naming the line that is not as it should be */
    static AcceptedFindings parse(String page) {
        int start = page.indexOf(HEADING);
        String table = start < 0 ? "" : page.substring(start + HEADING.length()).strip() + "\n";
        if (!table.startsWith(HEAD)) {
            throw new IllegalArgumentException("there is no table of accepted findings under '## Accepted'");
        }
        return new AcceptedFindings(table.substring(HEAD.length())
                .lines()
                .map(AcceptedFindings::line)
                .toList());
    }

    private static Acceptance line(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != 6 || !cells[0].isEmpty() || !cells[5].isEmpty()) {
            throw new IllegalArgumentException("'" + line + "' does not have four cells");
        }
        String id = cells[1].strip();
        String artifact = cells[2].strip();
        String why = cells[4].strip();
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is not an identifier such as GHSA-2345-6789-cfgh");
        }
        if (!PACKAGE.matcher(artifact).matches()) {
            throw new IllegalArgumentException("'" + artifact + "' is not a package such as io.netty:netty-codec");
        }
        if (why.length() < SHORTEST_REASON) {
            throw new IllegalArgumentException("'" + why + "' does not say why " + id + " cannot be reached");
        }
        try {
            return new Acceptance(id, artifact, LocalDate.parse(cells[3].strip()), why);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + cells[3].strip() + "' is not a day such as 2027-02-28", e);
        }
    }

    /**
     * What keeps a release from being made: findings that are not accepted, acceptances whose last day has passed, and
     * acceptances of what is not found.
     *
     * @param report what osv-scanner wrote as JSON
     * @throws IllegalArgumentException if it is not such a report
     */
    List<String> objections(String report, LocalDate today) {
        List<String> objections = new ArrayList<>();
        Set<Acceptance> unused = new LinkedHashSet<>(all);
        for (JsonNode result : array(read(report), "results")) {
            for (JsonNode found : array(result, "packages")) {
                String artifact = found.path("package").path("name").asText();
                for (JsonNode vulnerability : array(found, "vulnerabilities")) {
                    Set<String> ids = ids(vulnerability);
                    List<Acceptance> accepted = all.stream()
                            .filter(each -> each.artifact.equals(artifact) && ids.contains(each.id))
                            .toList();
                    unused.removeAll(accepted);
                    if (accepted.stream().noneMatch(each -> !each.until.isBefore(today))) {
                        objections.add(artifact + " "
                                + found.path("package").path("version").asText() + ": "
                                + String.join(", ", ids)
                                + (accepted.isEmpty()
                                        ? " is not accepted"
                                        : " was accepted until " + accepted.getFirst().until));
                    }
                }
            }
        }
        unused.forEach(each -> objections.add(each.artifact + ": " + each.id + " is accepted and not found"));
        return objections;
    }

    private static Set<String> ids(JsonNode vulnerability) {
        Set<String> ids = new TreeSet<>();
        ids.add(vulnerability.path("id").asText());
        vulnerability.path("aliases").forEach(alias -> ids.add(alias.asText()));
        return ids;
    }

    private static JsonNode read(String report) {
        try {
            return new ObjectMapper().readTree(report);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the report is not JSON", e);
        }
    }

    private static JsonNode array(JsonNode node, String key) {
        JsonNode array = node.path(key);
        if (!array.isArray()) {
            throw new IllegalArgumentException("the report has no list '" + key + "': it is not osv-scanner's");
        }
        return array;
    }
}
