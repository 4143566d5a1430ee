package dev.sluice.review.body;

import dev.sluice.plan.briefing.ChangeSummary.LineFacts;
import dev.sluice.plan.briefing.ChangeSummary.SummaryLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart of the addresses of IPv4 that are newly denied or allowed, with numbers of the first table and nothing from outside.
 *
 * @see <a href="https://mermaid.js.org/syntax/pie.html">Mermaid, pie charts</a>
 */
final class ChangeChart {

    /** More slices cannot be told apart. */
    private static final int SLICES = 12;

    private ChangeChart() {}

    /** The lines of the chart; none where no address of IPv4 changes, or nothing was denied before. */
    static List<String> of(List<SummaryLine> lines) {
        List<String> slices = lines.size() == 1 ? of(lines.getFirst().facts()) : several(lines);
        if (slices.isEmpty()) {
            return List.of();
        }
        List<String> chart = new ArrayList<>();
        chart.add("pie showData title Addresses of IPv4");
        slices.stream().limit(SLICES).forEach(chart::add);
        return chart;
    }

    private static List<String> of(LineFacts facts) {
        BigInteger before = facts.deniedBefore().ipv4();
        BigInteger more = facts.newlyDenied().ipv4();
        BigInteger fewer = facts.newlyAllowed().ipv4();
        if (before.signum() == 0 || more.signum() == 0 && fewer.signum() == 0) {
            return List.of();
        }
        List<String> slices = new ArrayList<>();
        add(slices, "denied as before", before.subtract(fewer));
        add(slices, "newly denied", more);
        add(slices, "newly allowed", fewer);
        return slices;
    }

    private static List<String> several(List<SummaryLine> lines) {
        List<String> slices = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            LineFacts facts = lines.get(i).facts();
            add(
                    slices,
                    "line " + (i + 1) + ", newly denied",
                    facts.newlyDenied().ipv4());
            add(
                    slices,
                    "line " + (i + 1) + ", newly allowed",
                    facts.newlyAllowed().ipv4());
        }
        return slices;
    }

    /** Mermaid refuses a slice of nothing. */
    private static void add(List<String> slices, String label, BigInteger size) {
        if (size.signum() > 0) {
            slices.add("    \"" + label + "\" : " + size);
        }
    }
}
