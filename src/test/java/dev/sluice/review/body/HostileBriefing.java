package dev.sluice.review.body;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.Briefing.Checks;
import dev.sluice.plan.briefing.Briefings;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.plan.briefing.FeedPublication;
import dev.sluice.plan.briefing.Sample;
import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.Deltas;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.Selection;
import dev.sluice.policy.Treatment;
import dev.sluice.policy.certificate.Certificate;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Entry;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A briefing in which every text from outside is spoilt. */
final class HostileBriefing {

    private HostileBriefing() {}

    static Briefing of(String evil) {
        Sample now = Sample.PLAIN.with(Sample.firewall(evil));
        List<Entry> cloud =
                List.of(new Entry(Prefix.parse("35.190.0.0/16"), evil), new Entry(Prefix.parse("8.8.8.0/24"), evil));
        Selection selection = new Selection(
                List.of(PrefixList.of("goog", List.of(Prefix.parse("8.8.0.0/16"))), new PrefixList(evil, cloud)),
                List.of(new PrefixList("cloud", List.of())));
        ClusterChange change = now.after(Optional.of(Sample.PLAIN.with(Sample.firewall(evil))), evil);
        List<FirewallDelta> firewalls = change.firewalls().stream()
                .map(firewall -> Deltas.of(evil, evil, List.of(), firewall.after()))
                .toList();
        Map<String, Certificate> certificates =
                Map.of(evil, change.certificates().values().iterator().next());
        ClusterChange spoilt = Briefings.asserting(
                new ClusterChange(
                        evil,
                        ClusterChange.Transition.NEW,
                        change.networks(),
                        firewalls,
                        certificates,
                        NetEffect.of(firewalls),
                        Optional.empty(),
                        selection,
                        List.of(evil),
                        List.of("before x Allow dns " + evil),
                        List.of(new ChangedFile(evil, true)),
                        List.of(),
                        List.of()),
                new Assertion(Prefix.parse("8.8.8.8/32"), Action.DENY, evil, Assertion.Asserter.USER));
        Briefing briefing =
                Briefings.of(List.of(spoilt), new Checks(List.of(), false, List.of(Briefings.removal(evil))));
        Briefing flows = Briefings.with(
                briefing,
                new Impact(
                        evil,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        1,
                        1,
                        Optional.empty(),
                        List.of(new Impact.Changed(
                                evil,
                                evil,
                                Address.parse("8.8.8.8"),
                                Treatment.ALLOWED,
                                Treatment.DENIED,
                                1,
                                1,
                                Instant.EPOCH,
                                Optional.empty())),
                        List.of(evil)));
        return Briefings.with(
                flows,
                new FeedPublication(
                        evil,
                        URI.create("https://feeds.example/@octocat/%23#1"),
                        OptionalLong.empty(),
                        Optional.of(evil),
                        "deadbeef",
                        1,
                        0));
    }
}
