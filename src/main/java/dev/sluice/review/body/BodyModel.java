package dev.sluice.review.body;

import java.util.List;

/**
 * What the template of a body shows, in the order it is shown.
 *
 * @param held why only a merge lets the change pass; empty where nothing holds it
 * @param cut what was left out, and where it is; empty where nothing was
 */
public record BodyModel(
        List<Inline> held,
        Introduction opening,
        EffectTables effects,
        CheckTables checks,
        VerdictTables verdicts,
        FlowTable flows,
        List<SourceRow> sources,
        CertificateTable certificates,
        DecisionTable decisions,
        Inline closing,
        List<Inline> cut,
        Marker marker) {

    /** The verdict. */
    public record Introduction(Inline what, String risk, String why, List<Inline> reasons) {}

    /**
     * What changes.
     *
     * @param more how many groups are left out
     * @param unchanged how many firewalls keep their rules
     * @param moves which files only move
     * @param strategies how many rules each strategy needs
     */
    public record EffectTables(
            List<Group> groups,
            int more,
            int unchanged,
            List<Configuration> configurations,
            List<Inline> moves,
            List<Files> files,
            List<Inline> strategies) {}

    /** Firewalls that change alike. */
    public record Group(Inline firewalls, Inline rules, List<Inline> notes, List<EffectPart> parts) {}

    /** Addresses of one family that are newly denied or newly allowed; {@code more} prefixes are left out. */
    public record EffectPart(Inline title, List<PrefixRow> rows, int more) {}

    /** One prefix and where its change comes from. */
    public record PrefixRow(Inline prefix, String addresses, Inline causes) {}

    /** Lines of policies that change alike; {@code more} lines are left out. */
    public record Configuration(Inline clusters, List<String> lines, int more) {}

    /** Other files that change alike; {@code more} files are left out. */
    public record Files(Inline clusters, List<Inline> files, int more) {}

    /** What was asked of the change; {@code more} assertions are left out. */
    public record CheckTables(List<GuardRow> guards, List<AssertionRow> assertions, int more) {}

    /** One guard's reading. */
    public record GuardRow(Inline name, String sentence, String measured, String limit, String result) {}

    /** One assertion. */
    public record AssertionRow(Inline addresses, String expected, Inline note, String result) {}

    /** What becomes of addresses that reviewers know. */
    public record VerdictTables(List<VerdictGroup> groups, int more) {}

    /** Firewalls that say the same of them. */
    public record VerdictGroup(Inline firewalls, List<VerdictRow> rows) {}

    /** One address. */
    public record VerdictRow(Inline address, String what, String action, Inline rule, Inline entries) {}

    /** Recorded flows; {@code note} is empty where none were asked for. */
    public record FlowTable(List<Inline> notes, List<FlowRow> rows) {}

    /** The flows of one workload to one destination. */
    public record FlowRow(
            Inline workload, Inline destination, String change, String bytes, String lastSeen, String roundTrip) {}

    /** One feed's document. */
    public record SourceRow(
            Inline feed, Inline url, String token, String published, Inline etag, Inline sha256, int ipv4, int ipv6) {}

    /** What the rules were certified to decide. */
    public record CertificateTable(List<CertificateRow> rows, int more) {}

    /** Firewalls that decide alike. */
    public record CertificateRow(Inline firewalls, Inline intended, Inline written, String result) {}

    /** Everything that is not simply allowed. */
    public record DecisionTable(List<Listing> listings) {}

    /** The decision of some firewalls. */
    public record Listing(Inline firewalls, String summary, List<String> lines) {}
}
