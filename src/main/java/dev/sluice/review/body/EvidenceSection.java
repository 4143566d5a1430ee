package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.FeedPublication;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.certificate.Certificate;
import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.review.body.BodyModel.Evidence;
import dev.sluice.review.body.BodyModel.Listing;
import dev.sluice.review.body.Room.Fitting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What can be checked without Sluice: sources, certificates and everything that is decided. */
final class EvidenceSection {

    private static final int SOURCES = 40;
    private static final int CERTIFICATES = 40;
    private static final int LISTINGS = 40;

    /** The least that a line of a listing takes: a short prefix, a word and a line feed. */
    private static final int SHORTEST_LINE = 13;

    /** What firewalls decide, each function once. */
    private final SequencedMap<DecisionFunction, List<FirewallDelta>> alike = new LinkedHashMap<>();

    private final Briefing briefing;
    private final Room room;
    private final Fitting<Inline> sources;
    private final Fitting<Inline> certificates;

    EvidenceSection(Briefing briefing, Room room) {
        this.briefing = briefing;
        this.room = room;
        briefing.clusters().forEach(this::add);
        this.sources = room.lines(briefing.sources(), SOURCES, EvidenceSection::source);
        this.certificates = room.lines(alike.entrySet(), CERTIFICATES, EvidenceSection::certificate);
    }

    /** With as many of the decisions as there is room for now. */
    Evidence withListings() {
        return new Evidence(
                Inline.words(
                        alike.isEmpty()
                                ? "What was fetched, to be looked at again without the service."
                                : "Every firewall is certified: what is written decides exactly what was meant, for each"
                                        + " address of both families."),
                sources,
                briefing.rulesByStrategy().entrySet().stream()
                        .map(entry -> Inline.say("%s %s", entry.getKey(), entry.getValue()))
                        .toList(),
                certificates,
                room.pieces(alike.entrySet(), LISTINGS, this::listing));
    }

    private void add(ClusterChange cluster) {
        for (FirewallDelta firewall : cluster.firewalls()) {
            Certificate certificate = cluster.certificates().get(firewall.namespace());
            if (certificate != null) { // what is written is what was meant: a plan that differs has failed
                alike.computeIfAbsent(certificate.written(), any -> new ArrayList<>())
                        .add(firewall);
            }
        }
    }

    private static Inline source(FeedPublication source) {
        return Inline.say(
                "%s: %s, published %s (syncToken %s, ETag %s), %s IPv4 and %s IPv6 prefixes, SHA-256 %s",
                source.feed(),
                source.url(),
                Inline.words(source.published().map(Object::toString).orElse("at an unknown time")),
                Inline.words(
                        source.token().isPresent()
                                ? Long.toString(source.token().getAsLong())
                                : "none"),
                source.etag().map(Inline::code).orElseGet(() -> Inline.words("none")),
                source.ipv4(),
                source.ipv6(),
                source.sha256());
    }

    private static Inline certificate(Map.Entry<DecisionFunction, List<FirewallDelta>> entry) {
        return Inline.say(
                "%s: %s", FirewallNames.names(entry.getValue()), entry.getKey().digest());
    }

    /** The very text whose digest the certificate gives; what is too long for the room is not written first. */
    private Optional<Listing> listing(Map.Entry<DecisionFunction, List<FirewallDelta>> entry) {
        if ((long) entry.getKey().denied().prefixes().size() * SHORTEST_LINE > room.left()) {
            return room.tooLong();
        }
        List<String> lines = entry.getKey().text().lines().map(Inline::line).toList();
        Listing listing =
                new Listing(FirewallNames.names(entry.getValue()), Amounts.count(lines.size(), "prefix"), lines);
        return Optional.of(listing).filter(room::takes);
    }
}
