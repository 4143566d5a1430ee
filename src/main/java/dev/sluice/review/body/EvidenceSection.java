package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.certificate.Certificate;
import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.review.body.BodyModel.CertificateTable;
import dev.sluice.review.body.BodyModel.DecisionTable;
import dev.sluice.review.body.BodyModel.Listing;
import dev.sluice.review.body.BodyModel.SourceRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** What can be checked without Sluice: sources, certificates and everything that is decided. */
final class EvidenceSection {

    private EvidenceSection() {}

    static List<SourceRow> sources(Briefing briefing, Depth depth) {
        return briefing.sources().stream()
                .limit(depth.rows())
                .map(source -> new SourceRow(
                        Inline.code(source.feed()),
                        Inline.code(source.url()),
                        source.token().isPresent()
                                ? Long.toString(source.token().getAsLong())
                                : "none",
                        source.published().map(Object::toString).orElse("unknown"),
                        source.etag().map(Inline::code).orElseGet(() -> Inline.say("none")),
                        Inline.code(source.sha256()),
                        source.ipv4(),
                        source.ipv6()))
                .toList();
    }

    static CertificateTable certificates(Briefing briefing, Depth depth) {
        // Compared first and digested once: in a fleet nearly all are alike.
        record Functions(DecisionFunction intended, DecisionFunction written) {}
        SequencedMap<Functions, List<FirewallDelta>> alike =
                alike(briefing, certificate -> new Functions(certificate.intended(), certificate.written()));
        List<BodyModel.CertificateRow> rows = alike.entrySet().stream()
                .limit(depth.rows())
                .map(entry -> new BodyModel.CertificateRow(
                        FirewallNames.names(entry.getValue(), depth),
                        Inline.code(entry.getKey().intended().digest()),
                        Inline.code(entry.getKey().written().digest()),
                        entry.getKey().intended().equals(entry.getKey().written()) ? "equal" : "**differs**"))
                .toList();
        return new CertificateTable(rows, alike.size() - rows.size());
    }

    /** The very text whose digest the certificate gives. */
    static DecisionTable decisions(Briefing briefing, Depth depth) {
        if (!depth.decisions()) {
            return new DecisionTable(List.of());
        }
        return new DecisionTable(alike(briefing, Certificate::written).entrySet().stream()
                .map(entry -> {
                    List<String> lines =
                            entry.getKey().text().lines().map(Inline::line).toList();
                    return new Listing(
                            FirewallNames.names(entry.getValue(), depth), Amounts.count(lines.size(), "prefix"), lines);
                })
                .toList());
    }

    private static <T> SequencedMap<T, List<FirewallDelta>> alike(Briefing briefing, Function<Certificate, T> by) {
        SequencedMap<T, List<FirewallDelta>> alike = new LinkedHashMap<>();
        for (ClusterChange cluster : briefing.clusters()) {
            for (FirewallDelta firewall : cluster.firewalls()) {
                Optional.ofNullable(cluster.certificates().get(firewall.namespace()))
                        .ifPresent(certificate -> alike.computeIfAbsent(by.apply(certificate), any -> new ArrayList<>())
                                .add(firewall));
            }
        }
        return alike;
    }
}
