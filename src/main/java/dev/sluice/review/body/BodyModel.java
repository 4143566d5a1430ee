package dev.sluice.review.body;

import dev.sluice.review.body.Room.Fitting;
import java.util.List;

/**
 * What the template of a body shows, in the order it is shown. Tables and lists hold lines of finished Markdown.
 *
 * @param held why only a merge lets the change pass; empty where nothing holds it
 * @param numbered whether the lines of the summary have numbers
 * @param summary lines of the first table
 * @param clusters those of lines with many of them
 * @param sentences what the table does not say
 * @param chart lines of a Mermaid chart; empty where the forge draws none
 * @param cut what was left out, and where it is; empty where nothing was
 * @param notes lines that people wrote
 */
public record BodyModel(
        List<Inline> held,
        boolean numbered,
        Fitting<Inline> summary,
        List<ClusterNames> clusters,
        List<Inline> sentences,
        List<String> chart,
        EffectTables effects,
        VerdictTables verdicts,
        CheckTables checks,
        FlowTable flows,
        Evidence evidence,
        AnswerAdvice answer,
        Inline closing,
        List<Inline> cut,
        List<String> notes,
        Marker marker) {

    /** The clusters of one line. */
    public record ClusterNames(String words, Fitting<Inline> names) {}

    /**
     * What changes.
     *
     * @param moves which files only move
     */
    public record EffectTables(
            Fitting<Group> groups, Fitting<Configuration> configurations, List<Inline> moves, Fitting<Files> files) {}

    /** Firewalls that change alike; {@code heading} is empty where all do. */
    public record Group(List<Inline> heading, List<Inline> notes, List<EffectPart> parts) {}

    /**
     * Addresses of one family that are newly denied or newly allowed.
     *
     * @param open the largest prefixes
     * @param folded the others
     * @param isWide whether the lines say where each prefix comes from
     */
    public record EffectPart(Inline title, Fitting<Inline> open, Fitting<Inline> folded, boolean isWide) {}

    /** Lines of policies that change alike. */
    public record Configuration(Inline clusters, Fitting<Inline> lines) {}

    /** Other files that change alike. */
    public record Files(Inline clusters, Fitting<Inline> files) {}

    /**
     * What was asked of the change.
     *
     * @param accepted guards that trip and that a person let pass
     * @param quiet guards that do not trip
     * @param failed assertions that do not hold
     * @param held assertions that hold
     */
    public record CheckTables(
            List<Inline> accepted, Inline words, List<Inline> quiet, List<Inline> failed, Fitting<Inline> held) {}

    /** What becomes of addresses that reviewers know. */
    public record VerdictTables(Fitting<VerdictGroup> groups) {}

    /** Firewalls that say the same of them; {@code heading} is empty where all do. */
    public record VerdictGroup(List<Inline> heading, List<Inline> rows) {}

    /** Recorded flows; none where none were asked for. */
    public record FlowTable(List<Inline> notes, Fitting<Inline> rows) {}

    /**
     * What can be checked without the service.
     *
     * @param sources the feeds' documents
     * @param certificates what the rules were certified to decide
     * @param listings everything that is not simply allowed
     */
    public record Evidence(
            Inline words,
            Fitting<Inline> sources,
            List<Inline> strategies,
            Fitting<Inline> certificates,
            Fitting<Listing> listings) {}

    /** The decision of some firewalls. */
    public record Listing(Inline firewalls, String summary, List<String> lines) {}
}
