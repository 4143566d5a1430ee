package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.gitops.Message;
import dev.sluice.gitops.Origin;
import dev.sluice.text.OutsideText;
import io.quarkus.qute.Engine;
import io.quarkus.qute.TemplateException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How a commit message is put together from what there is to say. Sluice's own trailers always follow, and come last.
 *
 * @param prefix of the subject
 * @param body instead of Sluice's own
 * @param trailers beside Sluice's own
 */
public record MessageTemplate(
        Optional<String> prefix, Optional<String> body, Optional<String> trailers, Origin.CommitAuthor author) {

    /** Says what Sluice says without any. */
    public static final MessageTemplate NONE = new MessageTemplate(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Origin.CommitAuthor("Sluice", "sluice@localhost"));

    private static final int LONGEST_LINE = 1_000;

    /** Made when the first template is read: most configurations have none. */
    private static final class Templates {
        private static final Engine ENGINE = Engine.builder().addDefaults().build();
    }

    /**
     * What can be said of a change.
     *
     * @param subject the net effect
     * @param cluster its name, or how many there are
     * @param table of clusters, in Markdown
     * @param feeds when they were published, in words
     * @param date of the newest of them, such as {@code 2026-01-31}
     * @param overridden a line for each guard and removal, with who accepted it; may be empty
     */
    public record MessageFacts(
            String subject, String cluster, String table, String feeds, String date, String overridden) {}

    /** Reads {@code sluice.git.message}, and tries each template. */
    public static MessageTemplate of(MessageConfig raw, Origin.CommitAuthor author, Problems problems) {
        MessageTemplate template = new MessageTemplate(raw.subjectPrefix(), raw.body(), raw.trailers(), author);
        MessageFacts sample = new MessageFacts(
                "deny 1 more address", "demo", "| demo |", "goog of 1 January 2026", "2026-01-01", "Overridden: none");
        check("subject-prefix", template.prefix, problems, text -> template.subject(sample));
        check("body", template.body, problems, text -> template.body(sample));
        check("trailers", template.trailers, problems, text -> template.trailers(sample));
        return template;
    }

    private static void check(String key, Optional<String> text, Problems problems, Consumer<String> attempt) {
        text.ifPresent(given -> {
            try {
                attempt.accept(given);
            } catch (MessageTemplateException e) {
                problems.error("sluice.git.message." + key, "'" + OutsideText.line(given) + "' " + e.reason());
            }
        });
    }

    /** @throws MessageTemplateException if the template fails */
    public String subject(MessageFacts facts) {
        return prefix.map(text -> line(rendered(text, oneLine(facts))))
                .filter(text -> !text.isEmpty())
                .map(text -> text + " " + facts.subject())
                .orElse(facts.subject());
    }

    /**
     * The body; empty where Sluice's own is to be taken.
     *
     * @throws MessageTemplateException if the template fails
     */
    public Optional<String> body(MessageFacts facts) {
        return body.map(text -> rendered(text, facts).strip());
    }

    /**
     * Trailers beside Sluice's own, in their order.
     *
     * @throws MessageTemplateException if the template fails, or what comes of it are no trailers
     */
    public SequencedMap<String, String> trailers(MessageFacts facts) {
        SequencedMap<String, String> trailers = new LinkedHashMap<>();
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String text =
                trailers().map(template -> rendered(template, oneLine(facts))).orElse("");
        for (String line : text.lines().map(String::strip).toList()) {
            int colon = line.indexOf(':');
            if (line.isEmpty()) {
                continue;
            }
            String key = line.substring(0, Math.max(colon, 0));
            if (!Message.isKey(key)) {
                throw new MessageTemplateException("gives the line '" + line(line) + "', which is not 'Key: value'");
            }
            if (isOwn(key)) {
                throw new MessageTemplateException("gives a trailer '" + key + "', which is Sluice's own");
            }
            if (known.put(key, line) != null) {
                throw new MessageTemplateException("gives the trailer '" + key + "' twice");
            }
            String value = line(line.substring(colon + 1));
            if (!value.isEmpty()) {
                trailers.put(key, value);
            }
        }
        return trailers;
    }

    /** Those that Sluice reads, or that others trust it to write. */
    private static boolean isOwn(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.startsWith("feed-")
                || lower.startsWith("feeds-")
                || lower.startsWith("sluice-")
                || lower.equals("accepted-by");
    }

    /** What comes from outside must not begin a line. */
    private static MessageFacts oneLine(MessageFacts facts) {
        return new MessageFacts(
                line(facts.subject()),
                line(facts.cluster()),
                line(facts.table()),
                line(facts.feeds()),
                line(facts.date()),
                line(facts.overridden()));
    }

    private static String line(String text) {
        return OutsideText.line(text, LONGEST_LINE);
    }

    private String rendered(String template, MessageFacts facts) {
        // Maps, since a native program has no reflection for values.
        Map<String, Object> values = new HashMap<>();
        values.put("subject", facts.subject());
        values.put("cluster", facts.cluster());
        values.put("table", facts.table());
        values.put("feeds", facts.feeds());
        values.put("date", facts.date());
        values.put("overridden", facts.overridden());
        values.put("author", Map.of("name", author.name(), "email", author.email()));
        try {
            return Templates.ENGINE.parse(template).render(values);
        } catch (TemplateException e) {
            throw new MessageTemplateException("cannot be used: " + OutsideText.line(e.getMessage()), e);
        }
    }
}
