package dev.sluice.review.body;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A request as a page that looks much as forges show it, to be looked at and for the picture in the guide. */
final class PaintedBody {

    private static final List<org.commonmark.Extension> EXTENSIONS =
            List.of(TablesExtension.create(), AutolinkExtension.create());

    private static final Pattern CHART = Pattern.compile(
            "(?s)<pre><code class=\"language-mermaid\">pie showData title ([^\n]*)\n(.*?)</code></pre>");

    private static final Pattern SLICE = Pattern.compile("&quot;([^&]*)&quot; : ([0-9]+)");

    private static final List<String> COLOURS =
            List.of("#9ecae9", "#e45756", "#54a24b", "#f2cf5b", "#b279a2", "#bab0ac");

    private static final String STYLE = """
            body { font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #1f2328;
                   background: #fff; width: 868px; margin: 24px auto; }
            h1 { font-size: 25px; font-weight: 400; margin: 0 0 16px; } .bar { margin: 0 0 16px; color: #59636e; }
            .state { background: #1f883d; color: #fff; border-radius: 2em; padding: 5px 12px; margin-right: 8px; }
            .label { border-radius: 2em; padding: 1px 8px; font-size: 12px; font-weight: 600; margin-left: 6px; color: #fff; }
            .body { border: 1px solid #d1d9e0; border-radius: 6px; padding: 16px; }
            h2 { font-size: 21px; border-bottom: 1px solid #d1d9e0; padding-bottom: 5px; margin: 24px 0 16px; }
            h3 { font-size: 17px; margin: 24px 0 12px; }
            table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto;
                    margin: 0 0 16px; }
            th, td { border: 1px solid #d1d9e0; padding: 6px 13px; } tr:nth-child(2n) td { background: #f6f8fa; }
            code { font: 12px ui-monospace, "Liberation Mono", monospace; background: #818b981f; border-radius: 6px;
                   padding: 2px 5px; white-space: break-spaces; }
            pre { background: #f6f8fa; border-radius: 6px; padding: 16px; overflow: auto; }
            pre code { background: none; padding: 0; white-space: pre; } details { margin: 0 0 16px; }
            summary { cursor: pointer; } a { color: #0969da; } svg { display: block; margin: 0 auto 16px; }
            """;

    private PaintedBody() {}

    static String html(String title, List<String> labels, String markdown) {
        StringBuilder page = new StringBuilder("<!doctype html><meta charset=utf-8><style>" + STYLE + "</style><h1>")
                .append(escaped(title))
                .append(
                        "</h1><p class=bar><span class=state>Open</span>sluice wants to merge 1 commit into <code>main</code>")
                .append(" from <code>sluice/demo</code>");
        labels.forEach(label -> page.append("<span class=label style='background:%s'>%s</span>"
                .formatted(label.equals("risk/high") ? "#b60205" : "#59636e", escaped(label))));
        String html = HtmlRenderer.builder()
                .extensions(Set.copyOf(EXTENSIONS))
                .build()
                .render(Parser.builder()
                        .extensions(Set.copyOf(EXTENSIONS))
                        .build()
                        .parse(markdown));
        return page.append("</p><div class=body>")
                .append(CHART.matcher(html).replaceAll(chart -> pie(chart.group(1), chart.group(2))))
                .append("</div>")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** What Mermaid draws of a pie, in its essence. */
    private static String pie(String title, String slices) {
        List<MatchResult> found = SLICE.matcher(slices).results().toList();
        double whole = found.stream()
                .mapToDouble(slice -> Double.parseDouble(slice.group(2)))
                .sum();
        StringBuilder svg = new StringBuilder("<svg width=560 height=230 xmlns='http://www.w3.org/2000/svg'>")
                .append("<text x=280 y=20 text-anchor=middle font-size=17>" + title + "</text>");
        double from = 0;
        for (int i = 0; i < found.size(); i++) {
            double to = from + Double.parseDouble(found.get(i).group(2)) / whole;
            String colour = COLOURS.get(i % COLOURS.size());
            svg.append(
                    to - from > 0.9999
                            ? "<circle cx=130 cy=130 r=90 fill='%s'/>".formatted(colour)
                            : "<path d='M130 130 L%.1f %.1f A90 90 0 %d 1 %.1f %.1f Z' fill='%s' stroke='#333'/>"
                                    .formatted(x(from), y(from), to - from > 0.5 ? 1 : 0, x(to), y(to), colour));
            svg.append("<rect x=260 y=%d width=18 height=18 fill='%s'/><text x=286 y=%d font-size=15>%s [%s]</text>"
                    .formatted(
                            70 + 28 * i,
                            colour,
                            84 + 28 * i,
                            found.get(i).group(1),
                            found.get(i).group(2)));
            from = to;
        }
        return svg.append("</svg>").toString();
    }

    private static double x(double share) {
        return 130 + 90 * Math.sin(2 * Math.PI * share);
    }

    private static double y(double share) {
        return 130 - 90 * Math.cos(2 * Math.PI * share);
    }
}
